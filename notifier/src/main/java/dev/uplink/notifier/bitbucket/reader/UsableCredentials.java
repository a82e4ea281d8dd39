package dev.uplink.notifier.bitbucket.reader;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.credentials.CredentialLookup;
import dev.uplink.notifier.credentials.Credentials;

/** The credentials with which an integration's Bitbucket is asked, or why there are none. */
public final class UsableCredentials {
  private final Credentials credentials;

  public UsableCredentials(Credentials credentials) {
    this.credentials = credentials;
  }

  public CredentialLookup.Found of(String integrationId, IntegrationFacts facts)
      throws CallFailedException {
    return switch (credentials.find(integrationId, facts.credentialsVersion())) {
      // Newer ones may be for another host than the one that is known so far.
      case CredentialLookup.Found found when found.version() > facts.credentialsVersion() ->
          throw new CallFailedException(
              Fault.NOTIFIER_FAILED, "the integration was just changed; ask again");
      case CredentialLookup.Found found -> found;
      case CredentialLookup.Missing() ->
          throw new CallFailedException(
              Fault.CREDENTIALS_MISSING, "the integration has no API credentials");
      case CredentialLookup.Unreadable(long _) ->
          throw new CallFailedException(
              Fault.CREDENTIALS_UNREADABLE,
              "the API credentials were sealed with another key than the notifier's");
      case CredentialLookup.Unavailable() ->
          throw new CallFailedException(
              Fault.NOTIFIER_FAILED, "the API credentials could not be read; ask again");
    };
  }

  /** The next to ask reads the database. */
  public void forget(String integrationId) {
    credentials.forget(integrationId);
  }
}
