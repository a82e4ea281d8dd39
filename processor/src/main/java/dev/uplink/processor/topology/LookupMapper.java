package dev.uplink.processor.topology;

import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.LookupId;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Questions as the notifier is asked them, and its answers. */
final class LookupMapper {
  private LookupMapper() {}

  /**
   * The same question about the same repository through the same integration has one id.
   *
   * @param credentialsVersion of the integration, which may act as another account one day
   * @param deliveryId of the event: a tag may be moved, and then its commit is another question
   */
  static String id(
      RepositoryKey repository,
      String integrationId,
      long credentialsVersion,
      String deliveryId,
      Lookup lookup) {
    String about =
        switch (lookup) {
          case Lookup.OwnAccount _ -> Long.toString(credentialsVersion);
          case Lookup.TagCommit tag -> tag.tag() + " " + deliveryId;
          case Lookup.PushFiles _,
              Lookup.BranchFiles _,
              Lookup.PullRequestFiles _,
              Lookup.FullHash _ ->
              text(lookup);
        };
    return LookupId.of(repository, integrationId, kind(lookup), about).value();
  }

  private static String text(Lookup lookup) {
    return switch (lookup) {
      case Lookup.PushFiles files -> files.from() + " " + files.to();
      case Lookup.BranchFiles files -> files.to() + " " + files.since();
      case Lookup.PullRequestFiles files ->
          "%d %s %s %s"
              .formatted(
                  files.pullRequest(),
                  files.head().hex(),
                  files.targetHead() == null ? "-" : files.targetHead().hex(),
                  Objects.toString(files.target(), ""));
      case Lookup.FullHash hash ->
          "%s %s/%s"
              .formatted(
                  hash.hash().hex(), hash.repository().namespace(), hash.repository().repository());
      case Lookup.TagCommit tag -> tag.tag();
      case Lookup.OwnAccount _ -> "";
    };
  }

  private static LookupKind kind(Lookup lookup) {
    return switch (lookup) {
      case Lookup.PushFiles _, Lookup.BranchFiles _ -> LookupKind.PUSH_FILES;
      case Lookup.PullRequestFiles _ -> LookupKind.PULL_REQUEST_FILES;
      case Lookup.FullHash _ -> LookupKind.FULL_HASH;
      case Lookup.TagCommit _ -> LookupKind.TAG_COMMIT;
      case Lookup.OwnAccount _ -> LookupKind.OWN_ACCOUNT;
    };
  }

  /**
   * @param name the event's repository in Bitbucket's case
   */
  static LookupRequest request(
      String id,
      RepositoryKey repository,
      String integrationId,
      RepositoryName name,
      Lookup lookup,
      Instant at) {
    LookupRequest.Builder request =
        LookupRequest.newBuilder()
            .setLookupId(id)
            .setRepositoryKey(repository.toString())
            .setAccountId(repository.account().value())
            .setIntegrationId(integrationId)
            .setKind(kind(lookup))
            .setProvider(repository.product().provider())
            .setNamespace(name.namespace())
            .setRepository(name.repository())
            .setRequestedAt(at);
    switch (lookup) {
      case Lookup.PushFiles files ->
          request.setFromSha(files.from().value()).setToSha(files.to().value());
      case Lookup.BranchFiles files ->
          request.setToSha(files.to().value()).setBranch(files.since());
      case Lookup.PullRequestFiles files ->
          request
              .setPullRequestId(files.pullRequest())
              .setToSha(files.head().hex())
              .setBranch(files.target());
      case Lookup.FullHash hash ->
          request
              .setToSha(hash.hash().hex())
              .setNamespace(hash.repository().namespace())
              .setRepository(hash.repository().repository());
      case Lookup.TagCommit tag -> request.setBranch(tag.tag());
      case Lookup.OwnAccount _ -> {
        // The integration says it all.
      }
    }
    return request.build();
  }

  /**
   * Whether it is about something else than was asked: a pull request may have gone on before
   * Bitbucket was asked for its files, and Bitbucket only knows those of its head.
   */
  static boolean isBeside(Lookup lookup, LookupResult result) {
    @Nullable String seen = result.getHeadSha();
    return lookup instanceof Lookup.PullRequestFiles files
        && seen != null
        && !files.head().agreesWith(seen);
  }

  static Answer answer(Lookup lookup, LookupResult result) {
    if (result.getOutcome() != LookupOutcome.ANSWERED) {
      return none(result);
    }
    if (isBeside(lookup, result)) {
      return new Answer.None("the pull request was at another commit when Bitbucket was asked");
    }
    return switch (result.getKind()) {
      case PUSH_FILES, PULL_REQUEST_FILES ->
          result.getTruncated()
              ? new Answer.None("more files changed than are looked at")
              : new Answer.Paths(result.getPaths());
      case FULL_HASH, TAG_COMMIT, BRANCH_HEAD -> commit(result.getCommitSha());
      case OWN_ACCOUNT -> new Answer.Account(new HashSet<>(result.getAccountIds()));
      case COMMIT_PULL_REQUESTS, UNKNOWN -> new Answer.None("nobody asked for this");
    };
  }

  private static Answer none(LookupResult result) {
    String why = result.getFailure();
    return new Answer.None(why == null ? "the question ended " + result.getOutcome() : why);
  }

  private static Answer commit(@Nullable String sha) {
    return sha != null && CommitSha.isFull(sha)
        ? new Answer.Commit(new CommitSha(sha))
        : new Answer.None("the answer names no full hash");
  }
}
