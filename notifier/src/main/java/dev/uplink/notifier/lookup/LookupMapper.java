package dev.uplink.notifier.lookup;

import dev.uplink.notifier.aggregate.Lengths;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.ChangedFiles;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lookups as they are read, and their answers as they are written. */
final class LookupMapper {
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{7,40}");
  private static final Pattern NO_COMMIT = Pattern.compile("0+");

  /** Of ids and names, so that an answer that repeats them fits its record. */
  private static final int LONGEST = 1_024;

  private static final int LONGEST_FAILURE = 500;
  private static final int LONGEST_SHOWN = 100;

  private LookupMapper() {}

  /**
   * Throws {@link IllegalArgumentException} for one that makes no sense.
   *
   * @param recordKey under which it was read
   */
  static Lookup fromRecord(String recordKey, LookupRequest request) {
    if (!request.getRepositoryKey().equals(recordKey)) {
      throw new IllegalArgumentException(
          "repositoryKey: %s (expected: the record's key)"
              .formatted(shown(request.getRepositoryKey())));
    }
    RepositoryKey key = RepositoryKey.parse(name("repositoryKey", recordKey));
    return new Lookup(
        name("lookupId", request.getLookupId()),
        key,
        new AccountId(request.getAccountId()),
        name("integrationId", request.getIntegrationId()),
        BitbucketProduct.of(request.getProvider()),
        segment("namespace", request.getNamespace()),
        segment("repository", request.getRepository()),
        request.getKind(),
        question(request));
  }

  static LookupResult toRecord(Lookup lookup, Reply reply, Instant at) {
    LookupResult.Builder result =
        LookupResult.newBuilder()
            .setLookupId(lookup.id())
            .setRepositoryKey(lookup.key().toString())
            .setKind(lookup.kind())
            .setOutcome(outcome(reply))
            .setPaths(List.of())
            .setTruncated(false)
            .setPullRequestIds(List.of())
            .setAt(at);
    return switch (reply) {
      case Reply.Unanswered(Fault _, String detail) -> result.setFailure(cut(detail)).build();
      case Reply.Answered(Found.Files(var files)) -> files(result, files).build();
      case Reply.Answered(Found.FilesOfPullRequest(var found)) ->
          files(result, found.files()).setHeadSha(found.head()).build();
      case Reply.Answered(Found.Commit(String sha)) -> result.setCommitSha(sha).build();
      case Reply.Answered(Found.Requests(var requests)) ->
          result.setPullRequestIds(requests.ids()).setFailure(requests.remark()).build();
      case Reply.Answered(Found.Account(List<String> ids)) -> result.setAccountIds(ids).build();
    };
  }

  private static LookupResult.Builder files(LookupResult.Builder result, ChangedFiles files) {
    return result.setPaths(files.paths()).setTruncated(files.truncated());
  }

  static LookupOutcome outcome(Reply reply) {
    return switch (reply) {
      case Reply.Answered _ -> LookupOutcome.ANSWERED;
      case Reply.Unanswered(Fault fault, String _) ->
          switch (fault) {
            case NOT_FOUND -> LookupOutcome.NOT_FOUND;
            case UNAUTHORIZED,
                FORBIDDEN,
                SCOPE_MISSING,
                CREDENTIALS_MISSING,
                CREDENTIALS_UNREADABLE ->
                LookupOutcome.REFUSED;
            case TIMED_OUT, RATE_LIMITED -> LookupOutcome.TIMED_OUT;
            case HOST_UNKNOWN,
                TLS_FAILED,
                UNREACHABLE,
                HOST_RESTS,
                HOST_NOT_ALLOWED,
                BITBUCKET_FAILED,
                INTEGRATION_UNKNOWN,
                NOTIFIER_FAILED ->
                LookupOutcome.FAILED;
          };
    };
  }

  private static Question question(LookupRequest request) {
    return switch (request.getKind()) {
      case PUSH_FILES -> pushedFiles(request);
      case PULL_REQUEST_FILES -> pullRequestFiles(request);
      case FULL_HASH -> new Question.FullHash(hash("toSha", request.getToSha()));
      case COMMIT_PULL_REQUESTS -> new Question.PullRequestsOf(hash("toSha", request.getToSha()));
      case BRANCH_HEAD -> new Question.BranchHead(ref(request.getBranch()));
      case TAG_COMMIT -> new Question.TagCommit(ref(request.getBranch()));
      case OWN_ACCOUNT -> new Question.OwnAccount();
      case UNKNOWN -> throw new IllegalArgumentException("kind: UNKNOWN");
    };
  }

  private static Question pushedFiles(LookupRequest request) {
    String to = hash("toSha", request.getToSha());
    return request.getFromSha() == null
        ? new Question.FilesSinceBranch(ref(request.getBranch()), to)
        : new Question.PushedFiles(hash("fromSha", request.getFromSha()), to);
  }

  private static Question pullRequestFiles(LookupRequest request) {
    @Nullable String head = request.getToSha();
    return new Question.PullRequestFiles(
        pullRequest(request), head == null ? null : hash("toSha", head));
  }

  private static long pullRequest(LookupRequest request) {
    @Nullable Long id = request.getPullRequestId();
    if (id == null || id < 1 || id > Limits.LARGEST_INTEGER) {
      throw new IllegalArgumentException("pullRequestId: " + id + " (expected: from 1)");
    }
    return id;
  }

  private static String hash(String field, @Nullable String value) {
    String hash = name(field, value).toLowerCase(Locale.ROOT);
    if (!HASH.matcher(hash).matches() || NO_COMMIT.matcher(hash).matches()) {
      throw new IllegalArgumentException(
          "%s: %s (expected: 7 to 40 hex digits of a commit)".formatted(field, shown(hash)));
    }
    return hash;
  }

  private static String ref(@Nullable String value) {
    String name = name("branch", value);
    // None of git's names has them; a path would take them for a way out.
    for (String part : name.split("/", -1)) {
      segment("branch", part);
    }
    return name;
  }

  private static String segment(String field, String value) {
    if (value.indexOf('/') >= 0 || value.equals(".") || value.equals("..")) {
      throw new IllegalArgumentException(field + ": '" + shown(value) + "' (expected: a name)");
    }
    return name(field, value);
  }

  private static String name(String field, @Nullable String value) {
    if (value == null || value.isEmpty() || value.length() > LONGEST || hasControls(value)) {
      throw new IllegalArgumentException(
          "%s: '%s' (expected: 1 to %d characters, no control characters)"
              .formatted(field, shown(value), LONGEST));
    }
    return value;
  }

  private static boolean hasControls(String value) {
    return value.chars().anyMatch(Character::isISOControl);
  }

  private static String shown(@Nullable String value) {
    String text = String.valueOf(value);
    return Lengths.cut(text, LONGEST_SHOWN);
  }

  private static String cut(String text) {
    return Lengths.cut(text, LONGEST_FAILURE);
  }
}
