package dev.uplink.notifier.credentials;

/** What became of asking for an integration's credentials. */
public sealed interface CredentialLookup {
  /** They are there. The version is the row's own. */
  record Found(ApiCredential credential, long version) implements CredentialLookup {}

  /** Nobody stored any, or the integration was deleted a moment ago. */
  record Missing() implements CredentialLookup {}

  /** They were sealed with another key than this service has; no retry changes that. */
  record Unreadable(long version) implements CredentialLookup {}

  /** The database does not answer; it may later. */
  record Unavailable() implements CredentialLookup {}
}
