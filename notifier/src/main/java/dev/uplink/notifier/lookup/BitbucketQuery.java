package dev.uplink.notifier.lookup;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import dev.uplink.notifier.bitbucket.reader.RepositoryReader;
import dev.uplink.notifier.bitbucket.reader.UsableCredentials;
import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.credentials.CredentialLookup;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Puts a lookup's question to Bitbucket once, with the credentials that are in force. */
public final class BitbucketQuery {
  private final Integrations integrations;
  private final UsableCredentials credentials;
  private final Readers readers;
  private final InstantSource clock;

  /** Makes what asks Bitbucket about one repository. */
  @FunctionalInterface
  public interface Readers {
    /**
     * @param budget for all requests of one question
     */
    RepositoryReader of(
        String integrationId,
        IntegrationFacts facts,
        ApiCredential credential,
        Duration budget,
        String namespace,
        String repository);
  }

  public BitbucketQuery(
      Integrations integrations,
      UsableCredentials credentials,
      Readers readers,
      InstantSource clock) {
    this.integrations = integrations;
    this.credentials = credentials;
    this.readers = readers;
    this.clock = clock;
  }

  /**
   * @param end of the time there is for it
   * @throws CallFailedException also when the integration is unknown or has no credentials
   */
  Found run(Lookup lookup, Instant end) throws CallFailedException {
    IntegrationFacts facts = facts(lookup);
    String integration = lookup.integrationId();
    CredentialLookup.Found used = credentials.of(integration, facts);
    try {
      return found(lookup, facts, used.credential(), end);
    } catch (CallFailedException e) {
      if (e.fault() != Fault.UNAUTHORIZED) {
        throw e;
      }
      // Replaced a moment ago, perhaps, and the word of it still on its way.
      credentials.forget(integration);
      CredentialLookup.Found fresh = credentials.of(integration, facts(lookup));
      if (fresh.version() <= used.version()) {
        throw e;
      }
      return found(lookup, facts(lookup), fresh.credential(), end);
    }
  }

  /** The newest that are known of; of an integration that is not known, older than any. */
  long credentialsVersion(Lookup lookup) {
    return integrations
        .find(lookup.account(), lookup.integrationId())
        .map(IntegrationFacts::credentialsVersion)
        .orElse(Long.MIN_VALUE);
  }

  private Found found(Lookup lookup, IntegrationFacts facts, ApiCredential credential, Instant end)
      throws CallFailedException {
    Duration left = Duration.between(clock.instant(), end);
    RepositoryReader bitbucket =
        readers.of(
            lookup.integrationId(),
            facts,
            credential,
            left,
            lookup.namespace(),
            lookup.repository());
    return switch (lookup.question()) {
      case Question.PushedFiles(String from, String to) ->
          new Found.Files(bitbucket.changedFiles(from, to));
      case Question.FilesSinceBranch(String branch, String to) ->
          new Found.Files(bitbucket.changedFilesSince(branch, to));
      case Question.PullRequestFiles(long id, var _) ->
          new Found.FilesOfPullRequest(bitbucket.pullRequestFiles(id));
      case Question.FullHash(String hash) -> new Found.Commit(bitbucket.fullHash(hash));
      case Question.TagCommit(String tag) -> new Found.Commit(bitbucket.tagCommit(tag));
      case Question.BranchHead(String branch) -> new Found.Commit(bitbucket.branchHead(branch));
      case Question.PullRequestsOf(String commit) ->
          new Found.Requests(bitbucket.pullRequests(commit));
      case Question.OwnAccount() -> new Found.Account(bitbucket.ownAccount());
    };
  }

  private IntegrationFacts facts(Lookup lookup) throws CallFailedException {
    IntegrationFacts facts =
        integrations
            .find(lookup.account(), lookup.integrationId())
            .orElseThrow(
                () ->
                    new CallFailedException(
                        Fault.INTEGRATION_UNKNOWN,
                        "the notifier knows no such integration: it is deleted, or too new"));
    if (facts.product() != lookup.product()) {
      throw new CallFailedException(
          Fault.INTEGRATION_UNKNOWN, "the integration is one of the other Bitbucket");
    }
    return facts;
  }
}
