package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.OutcomeReason;

/** Reasons in words. A new one is not forgotten: without words for it this does not compile. */
final class Reasons {
  private static final String UNKNOWN = "for a reason that this version does not know";

  private Reasons() {}

  /** What "because" or a colon may stand before. */
  static String of(OutcomeReason reason) {
    return switch (reason) {
      case UNKNOWN -> UNKNOWN;
      case SAME_RUN -> "the same run exists already";
      case TAG_PUSHED -> "a tag was pushed, and it does not track that tag";
      case REF_DELETED -> "the branch or tag was deleted";
      case OLDER_PUSH -> "what came after it was decided on before";
      case COMMIT_UNKNOWN -> "which commit is meant is not known";
      case INTEGRATION_DETACHED ->
          "its integration was deleted, and it was not attached to another one since";
      case INTEGRATION_UNREACHABLE -> "its Space does not reach its integration's Space";
      case TARGET_DISABLED -> "it is disabled";
      case TARGET_UNKNOWN -> "the processor does not know it";
      case FORK_NOT_ALLOWED -> "the pull request is from a fork, which it does not allow";
      case RUN_LIMIT_EXCEEDED -> "the event would start more runs than are allowed at once";
      case NO_FILES_AFFECTED -> "no changed file is in its project root or matches its globs";
      case PULL_REQUEST_CLOSED -> "the pull request is closed";
      case PULL_REQUEST_UNCHANGED -> "nothing about its commits or its goal changed";
      case REVIEW_ONLY -> "a review changes nothing that could be run";
      case NOT_NAMED -> "the comment's command names others";
      case COMMAND_NOT_ALLOWED -> "it does not take this command from a comment";
      case SUPERSEDED -> "nothing points to its commit any more";
    };
  }

  /** A sentence without its full stop. */
  static String of(IgnoredReason reason) {
    return switch (reason) {
      case UNKNOWN -> "There was nothing to decide, " + UNKNOWN;
      case EVENT_UNKNOWN -> "There was nothing to decide: no such event is known";
      case EVENT_NOT_HANDLED -> "There was nothing to decide: events of this kind start no runs";
      case EVENT_INCOMPLETE ->
          "There was nothing to decide: the body lacks what such an event must have";
      case REPOSITORY_UNKNOWN -> "There was nothing to decide: the body names no repository";
      case NO_CHANGES -> "There was nothing to decide: nothing was changed";
      case TOO_MANY_REFS -> "There was nothing to decide: more refs were pushed than are looked at";
      case NO_TARGETS ->
          "There was nothing to decide: no stack or module has this repository through this"
              + " integration";
      case COMMENT_WITHOUT_COMMAND -> "There was nothing to decide: the comment is no command";
      case COMMENT_BY_INTEGRATION ->
          "There was nothing to decide: the integration's own account wrote the comment";
      case COMMENT_AUTHOR_UNKNOWN ->
          "There was nothing to decide: whether the integration's own account wrote the comment"
              + " is not known";
      case COMMENT_REPEATED -> "There was nothing to decide: the comment was obeyed before";
      case COMMAND_UNKNOWN -> "There was nothing to decide: the comment's command is not known";
      case COMMAND_HELP -> "There was nothing to decide: the comment asks which commands there are";
      case REPOSITORY_RENAMED ->
          "There was nothing to decide: the repository was renamed, and nothing follows it";
    };
  }

  /** What a colon may stand before. */
  static String of(DeadLetterReason reason) {
    return switch (reason) {
      case UNKNOWN -> "nobody knows why";
      case NOT_AVRO -> "the record is not Avro of its schema";
      case NOT_JSON -> "the body is not JSON";
      case NOT_AN_OBJECT -> "the body is not a JSON object";
      case NESTED_TOO_DEEP -> "the body is nested too deep";
      case DUPLICATE_KEYS -> "the body has a key twice";
      case REPOSITORY_MISMATCH -> "the body names another repository than the record's key";
      case UNKNOWN_RUN -> "nobody knows the run";
      case UNKNOWN_RUN_STATE -> "there is no such run state";
      case INVALID_RECORD -> "a field of the record has no possible value";
      case UNEXPECTED_TOMBSTONE -> "the record has no value";
      case PROCESSING_FAILED -> "processing it failed";
      case PRODUCTION_FAILED -> "Kafka did not take what it led to";
      case RECORD_TOO_LARGE -> "what it led to is too large for a record";
    };
  }
}
