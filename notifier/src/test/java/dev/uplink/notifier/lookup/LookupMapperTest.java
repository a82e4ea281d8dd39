package dev.uplink.notifier.lookup;

import static dev.uplink.notifier.lookup.Lookups.KEY;
import static dev.uplink.notifier.lookup.Lookups.NEW;
import static dev.uplink.notifier.lookup.Lookups.NOW;
import static dev.uplink.notifier.lookup.Lookups.OLD;
import static dev.uplink.notifier.lookup.Lookups.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.ChangedFiles;
import dev.uplink.notifier.bitbucket.reader.PullRequestFiles;
import dev.uplink.notifier.bitbucket.reader.PullRequests;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class LookupMapperTest {
  @ParameterizedTest
  @MethodSource("questions")
  void everyKindIsItsQuestion(LookupRequest.Builder request, Question question) {
    assertThat(read(request).question()).isEqualTo(question);
  }

  static Stream<Arguments> questions() {
    return Stream.of(
        arguments(
            request(LookupKind.PUSH_FILES).setFromSha(OLD).setToSha(NEW),
            new Question.PushedFiles(OLD, NEW)),
        arguments(
            request(LookupKind.PUSH_FILES).setBranch("release/1").setToSha(NEW),
            new Question.FilesSinceBranch("release/1", NEW)),
        arguments(
            request(LookupKind.PULL_REQUEST_FILES).setPullRequestId(7L),
            new Question.PullRequestFiles(7, null)),
        arguments(
            request(LookupKind.PULL_REQUEST_FILES).setPullRequestId(7L).setToSha("ABCDEF012345"),
            new Question.PullRequestFiles(7, "abcdef012345")),
        arguments(
            request(LookupKind.FULL_HASH).setToSha("ABCDEF012345"),
            new Question.FullHash("abcdef012345")),
        arguments(
            request(LookupKind.COMMIT_PULL_REQUESTS).setToSha(NEW),
            new Question.PullRequestsOf(NEW)),
        arguments(
            request(LookupKind.BRANCH_HEAD).setBranch("main"), new Question.BranchHead("main")),
        arguments(request(LookupKind.TAG_COMMIT).setBranch("v1"), new Question.TagCommit("v1")),
        arguments(request(LookupKind.OWN_ACCOUNT), new Question.OwnAccount()));
  }

  @ParameterizedTest
  @MethodSource("senseless")
  void whatMakesNoSenseIsRefused(LookupRequest.Builder request, String words) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(request))
        .withMessageContaining(words);
  }

  static Stream<Arguments> senseless() {
    String long1025 = "x".repeat(1_025);
    return Stream.of(
        arguments(request(LookupKind.UNKNOWN), "kind: UNKNOWN"),
        arguments(request(LookupKind.PUSH_FILES).setFromSha(OLD), "toSha"),
        arguments(request(LookupKind.PUSH_FILES).setToSha(NEW), "branch"),
        arguments(
            request(LookupKind.PUSH_FILES).setFromSha("0".repeat(40)).setToSha(NEW), "fromSha"),
        arguments(request(LookupKind.FULL_HASH).setToSha("abcdef"), "toSha"),
        arguments(request(LookupKind.FULL_HASH).setToSha("main/../x"), "toSha"),
        arguments(request(LookupKind.PULL_REQUEST_FILES), "pullRequestId"),
        arguments(request(LookupKind.PULL_REQUEST_FILES).setPullRequestId(0L), "pullRequestId"),
        arguments(request(LookupKind.BRANCH_HEAD), "branch"),
        arguments(request(LookupKind.TAG_COMMIT).setBranch("a//b"), "branch"),
        arguments(request(LookupKind.TAG_COMMIT).setBranch("../x"), "branch"),
        arguments(request(LookupKind.TAG_COMMIT).setBranch("a\nb"), "branch"),
        arguments(request(LookupKind.OWN_ACCOUNT).setRepositoryKey("a/b"), "the record's key"),
        arguments(request(LookupKind.OWN_ACCOUNT).setProvider(Provider.UNKNOWN), "provider"),
        arguments(request(LookupKind.OWN_ACCOUNT).setNamespace(".."), "namespace"),
        arguments(request(LookupKind.OWN_ACCOUNT).setRepository("a/b"), "repository"),
        arguments(request(LookupKind.OWN_ACCOUNT).setAccountId(""), "accountId"),
        arguments(request(LookupKind.OWN_ACCOUNT).setIntegrationId(""), "integrationId"),
        arguments(request(LookupKind.OWN_ACCOUNT).setLookupId(long1025), "lookupId"));
  }

  @Test
  void whatWasFoundIsWrittenUnderTheQuestionsIdAndKey() {
    LookupResult result = written(new Found.Files(new ChangedFiles(List.of("a", "b"), false)));

    assertThat(result.getLookupId()).isEqualTo("lookup-1");
    assertThat(result.getRepositoryKey()).isEqualTo(KEY);
    assertThat(result.getKind()).isEqualTo(LookupKind.PUSH_FILES);
    assertThat(result.getOutcome()).isEqualTo(LookupOutcome.ANSWERED);
    assertThat(result.getPaths()).containsExactly("a", "b");
    assertThat(result.getTruncated()).isFalse();
    assertThat(written(new Found.Files(new ChangedFiles(List.of("a"), true))))
        .matches(cut -> cut.getTruncated() && cut.getPaths().isEmpty());
    assertThat(written(new Found.Commit(NEW)).getCommitSha()).isEqualTo(NEW);
    assertThat(written(new Found.Account(List.of("{u}"))).getAccountIds()).containsExactly("{u}");
    assertThat(written(new Found.Requests(new PullRequests(List.of(7L), true))))
        .matches(found -> found.getPullRequestIds().equals(List.of(7L)))
        .matches(found -> String.valueOf(found.getFailure()).contains("Commit Links"));
    assertThat(written(new Found.Requests(new PullRequests(List.of(7L), false))).getFailure())
        .isNull();
  }

  /** By which the processor knows whether they are of the head that it means. */
  @Test
  void filesOfAPullRequestAreWrittenWithTheirHead() {
    ChangedFiles files = new ChangedFiles(List.of("a"), false);

    LookupResult told = written(new Found.FilesOfPullRequest(new PullRequestFiles(files, NEW)));

    assertThat(told.getPaths()).containsExactly("a");
    assertThat(told.getHeadSha()).isEqualTo(NEW);
    assertThat(
            written(new Found.FilesOfPullRequest(new PullRequestFiles(files, null))).getHeadSha())
        .isNull();
  }

  @Test
  void wordsThatAreCutKeepTheirCharactersWhole() {
    String words = "x".repeat(498) + "\uD83D\uDE00" + "y";

    LookupResult result =
        LookupMapper.toRecord(Lookups.pushed(), new Reply.Unanswered(Fault.FORBIDDEN, words), NOW);

    assertThat(result.getFailure()).isEqualTo("x".repeat(498) + "…");
  }

  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, NOT_FOUND",
    "UNAUTHORIZED, REFUSED",
    "FORBIDDEN, REFUSED",
    "SCOPE_MISSING, REFUSED",
    "CREDENTIALS_MISSING, REFUSED",
    "CREDENTIALS_UNREADABLE, REFUSED",
    "TIMED_OUT, TIMED_OUT",
    "RATE_LIMITED, TIMED_OUT",
    "UNREACHABLE, FAILED",
    "HOST_UNKNOWN, FAILED",
    "BITBUCKET_FAILED, FAILED",
    "INTEGRATION_UNKNOWN, FAILED"
  })
  void everyFaultIsAnOutcome(Fault fault, LookupOutcome outcome) {
    assertThat(LookupMapper.outcome(new Reply.Unanswered(fault, "x"))).isEqualTo(outcome);
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void noFaultIsWrittenWithoutItsWords(Fault fault) {
    LookupResult result =
        LookupMapper.toRecord(Lookups.pushed(), new Reply.Unanswered(fault, "x".repeat(600)), NOW);

    assertThat(result.getFailure()).hasSize(500);
  }

  @Test
  void theLargestAnswerFitsItsRecord() {
    int each = Limits.LOOKUP_PATH_BYTES / Limits.LOOKUP_PATHS;
    List<String> paths =
        IntStream.range(0, Limits.LOOKUP_PATHS).mapToObj(i -> "x".repeat(each)).toList();
    LookupResult result = written(new Found.Files(new ChangedFiles(paths, false)));

    byte[] bytes =
        AvroSerdes.over(new InMemorySchemaRegistry())
            .serializer(Topics.LOOKUP_RESULTS)
            .serialize(Topics.LOOKUP_RESULTS.name(), result);

    assertThat(bytes.length).isLessThan(Limits.RECORD_BYTES);
  }

  private static Lookup read(LookupRequest.Builder request) {
    return LookupMapper.fromRecord(KEY, request.build());
  }

  private static LookupResult written(Found found) {
    return LookupMapper.toRecord(Lookups.pushed(), new Reply.Answered(found), NOW);
  }
}
