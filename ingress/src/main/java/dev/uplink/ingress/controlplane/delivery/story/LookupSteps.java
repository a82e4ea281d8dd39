package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.LookupKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What Bitbucket was asked, and what it answered. */
final class LookupSteps {
  /** Named in the sentence; the step has more. */
  private static final int NAMED = 3;

  private LookupSteps() {}

  /**
   * @param decidedAt for one of which no time is known
   */
  static Step asked(Lookup lookup, Instant decidedAt) {
    Lookup.@Nullable Answer answer = lookup.answer();
    Lookup.@Nullable Question question = lookup.question();
    String asked = "Bitbucket was asked " + question(lookup.kind(), question);
    if (answer == null) {
      Instant at = question == null ? decidedAt : question.at();
      return Step.at(at, StepKind.LOOKED_UP, asked + ", and no answer has been read.")
          .lookup(lookup.id())
          .build();
    }
    Step.Builder step =
        Step.at(answer.at(), StepKind.LOOKED_UP, asked + ": " + answer(lookup.kind(), answer) + ".")
            .lookup(lookup.id())
            .outcome(answer.outcome().name())
            .detail(answer.failure());
    return isAboutFiles(lookup.kind())
        ? step.paths(answer.paths()).count(answer.pathCount()).build()
        : step.build();
  }

  /** One that the decision names, and of which nothing has been read. */
  static Step unread(String id, Instant decidedAt) {
    return Step.at(
            decidedAt,
            StepKind.LOOKED_UP,
            "Bitbucket was asked something of which nothing has been read.")
        .lookup(id)
        .build();
  }

  private static String question(LookupKind kind, Lookup.@Nullable Question asked) {
    @Nullable String from = asked == null ? null : asked.fromSha();
    String to = commit(asked == null ? null : asked.toSha());
    String ref = asked == null || asked.branch() == null ? "a ref" : asked.branch();
    @Nullable Long pullRequest = asked == null ? null : asked.pullRequestId();
    String pull = pullRequest == null ? "a pull request" : "pull request " + pullRequest;
    return switch (kind) {
      case UNKNOWN -> "something that this version does not know";
      case PUSH_FILES ->
          from == null
              ? "which files %s changes since it left %s".formatted(to, ref)
              : "which files changed from %s to %s".formatted(commit(from), to);
      case PULL_REQUEST_FILES -> "which files %s changes".formatted(pull);
      case FULL_HASH -> "for the full hash of " + to;
      case COMMIT_PULL_REQUESTS -> "which pull requests have " + to;
      case BRANCH_HEAD -> "for the head of branch " + ref;
      case TAG_COMMIT -> "for the commit of tag " + ref;
      case OWN_ACCOUNT -> "whose credentials the integration has";
    };
  }

  private static String answer(LookupKind kind, Lookup.Answer answer) {
    String consequence = isAboutFiles(kind) ? ", so every file counts as changed" : "";
    return switch (answer.outcome()) {
      case ANSWERED -> found(kind, answer);
      case NOT_FOUND -> "it knows no such thing" + consequence;
      case REFUSED -> "it refused" + consequence;
      case TIMED_OUT -> "it did not answer in time" + consequence;
      case FAILED -> "it could not answer" + consequence;
      case UNKNOWN -> "what came of it this version does not know" + consequence;
    };
  }

  private static String found(LookupKind kind, Lookup.Answer answer) {
    return switch (kind) {
      case PUSH_FILES, PULL_REQUEST_FILES -> files(answer);
      case FULL_HASH, BRANCH_HEAD, TAG_COMMIT -> commit(answer.commitSha());
      case COMMIT_PULL_REQUESTS -> pullRequests(answer.pullRequestIds());
      case OWN_ACCOUNT -> "it said whose";
      case UNKNOWN -> "it answered";
    };
  }

  private static String files(Lookup.Answer answer) {
    if (answer.truncated()) {
      return "more than are looked at, so every file counts as changed";
    }
    List<String> named = answer.paths().stream().limit(NAMED).toList();
    return switch (answer.pathCount()) {
      case 0 -> "none";
      case 1 -> "1 file, " + String.join(", ", named);
      default ->
          "%d files, %s%s"
              .formatted(
                  answer.pathCount(),
                  String.join(", ", named),
                  answer.pathCount() > named.size() ? ", …" : "");
    };
  }

  private static String pullRequests(List<Long> ids) {
    return ids.isEmpty() ? "none" : String.join(", ", ids.stream().map(id -> "" + id).toList());
  }

  private static boolean isAboutFiles(LookupKind kind) {
    return switch (kind) {
      case PUSH_FILES, PULL_REQUEST_FILES -> true;
      case FULL_HASH, COMMIT_PULL_REQUESTS, BRANCH_HEAD, TAG_COMMIT, OWN_ACCOUNT, UNKNOWN -> false;
    };
  }

  private static String commit(@Nullable String sha) {
    return sha == null ? "a commit" : Storyteller.brief(sha);
  }
}
