package dev.uplink.notifier.bitbucket.reader;

import static dev.uplink.notifier.bitbucket.reader.IntegrationReaders.assertFails;
import static dev.uplink.notifier.bitbucket.reader.IntegrationReaders.pageOf;
import static dev.uplink.notifier.bitbucket.reader.IntegrationReaders.similar;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.Fault;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudReaderTest {
  private static final String COMMIT = "b".repeat(40);

  private IntegrationReaders world;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    world = new IntegrationReaders();
    bitbucket = world.bitbucket;
  }

  @AfterEach
  void stop() {
    world.close();
  }

  @Test
  void cloudsExactBranchIsFoundAmongManySimilarOnes() throws Exception {
    bitbucket.answersPath("q=name%20%3D%20%22feature%2Fx%22", pageOf("name", List.of("feature/x")));
    bitbucket.answersPath("q=name%20%7E%20", pageOf("name", similar("feature/x", 26)));

    Names names = world.cloud().branches("acme", "net", new Search("feature/x", 25));

    assertThat(names.names()).hasSize(25).first().isEqualTo("feature/x");
    assertThat(names.exact()).isTrue();
    assertThat(names.isComplete()).isFalse();
  }

  @Test
  void aPageOfCloudsWithoutEntriesIsOneOfNone() throws Exception {
    bitbucket.answersPath("refs/branches", "{\"pagelen\":10}");

    Names names = world.cloud().branches("acme", "net", new Search("main", 25));

    assertThat(names.names()).isEmpty();
    assertThat(names.exact()).isFalse();
  }

  @Test
  void whatIsNoPageIsNotTakenForAnEmptyOne() {
    bitbucket.answersPath("refs/branches", "{\"type\":\"build\"}");

    assertFails(
        () -> world.cloud().branches("acme", "net", new Search("main", 25)),
        Fault.BITBUCKET_FAILED,
        "not a page");
  }

  /** Names may hold what Cloud's query language means something by. */
  @Test
  void whatIsLookedForIsQuoted() throws Exception {
    bitbucket.answersPath("refs/branches", pageOf("name", List.of()));

    Names names = world.cloud().branches("acme", "net", new Search("a\" OR name ~ \"\\", 1));

    assertThat(names.exact()).isFalse();
    assertThat(bitbucket.requests.getFirst().query())
        .contains("q=name%20%3D%20%22a%5C%22%20OR%20name%20%7E%20%5C%22%5C%5C%22&");
  }

  @Test
  void cloudsNextPageIsFollowedOnItsOwnHostOnly() throws Exception {
    String next = bitbucket.url() + "/2.0/repositories/acme/net/refs/branches?page=2";
    bitbucket.answersPath("page=2", pageOf("name", List.of("two")));
    bitbucket.answersPath("sort=name", pageOf("name", List.of("one"), next));
    assertThat(world.cloud().branches("acme", "net", new Search(null, 25)).names())
        .containsExactly("one", "two");

    bitbucket.answersPath("sort=name", pageOf("name", List.of("one"), "https://evil.example/2.0/"));
    assertFails(
        () -> world.cloud().branches("acme", "net", new Search(null, 25)),
        Fault.BITBUCKET_FAILED,
        "elsewhere");
  }

  @Test
  void cloudsRepositoriesAreThoseOfKnownWorkspacesWhenOthersAreNotTold() throws Exception {
    bitbucket.answers("GET", 403, Map.of(), "{}");
    bitbucket.answersPath("/2.0/repositories/acme?", pageOf("full_name", List.of("acme/net")));

    Names names = world.cloud().repositories(List.of("acme"), new Search(null, 25));

    assertThat(names.names()).containsExactly("acme/net");
    assertThat(names.remark())
        .isEqualTo("Bitbucket does not tell the workspaces of these credentials");
  }

  @Test
  void aWholeNameOfARepositoryComesFirstAndOneWorkspaceIsLookedInto() throws Exception {
    bitbucket.answersPath("/2.0/repositories/acme/net?", "{\"full_name\":\"acme/net\"}");
    bitbucket.answersPath("/2.0/repositories/acme?", pageOf("full_name", similar("acme/net", 30)));

    Names names = world.cloud().repositories(List.of("other"), new Search("acme/net", 25));

    assertThat(names.names()).hasSize(25).first().isEqualTo("acme/net");
    assertThat(bitbucket.requests).noneMatch(request -> request.path().contains("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "'read:repository:bitbucket, read:pullrequest:bitbucket', PASSED",
    "'account, repository', PASSED",
    "'pullrequest', FAILED",
    "'', WARNED"
  })
  void cloudsScopesTellWhetherStatusesMayBePosted(String scopes, Finding.Verdict verdict)
      throws Exception {
    bitbucket.answers("GET", 200, Map.of("X-OAuth-Scopes", scopes), "{}");
    BitbucketReader cloud = world.cloud();

    assertThat(cloud.credentials(List.of("acme")).verdict()).isEqualTo(Finding.Verdict.PASSED);
    assertThat(cloud.statuses(true).verdict()).isEqualTo(verdict);
    assertThat(bitbucket.requests).allMatch(request -> request.method().equals("GET"));
  }

  @Test
  void theHeadOfAnyBranchShowsWhetherThePullRequestsOfACommitAreTold() throws Exception {
    String pullRequests = "/commit/" + COMMIT + "/pullrequests";
    bitbucket.answersPath(
        "/refs/branches", "{\"values\":[{\"target\":{\"hash\":\"%s\"}}]}".formatted(COMMIT));
    bitbucket.answersPath(pullRequests, "{\"values\":[]}");

    assertThat(pullRequestsOfCommits()).isEqualTo("PASSED null");
    bitbucket.answersPath(pullRequests, 404, Map.of(), "{}");
    assertThat(pullRequestsOfCommits()).isEqualTo("WARNED NOT_FOUND");
    bitbucket.answersPath(pullRequests, 202, Map.of(), "");
    assertFails(this::pullRequestsOfCommits, Fault.TIMED_OUT, "202");
    bitbucket.answersPath(pullRequests, 403, Map.of(), "{}");
    assertFails(this::pullRequestsOfCommits, Fault.FORBIDDEN, "permission or scope");
  }

  /** Or one that is gone: that says nothing of the app. */
  @Test
  void aRepositoryWithoutACommitDoesNotShowIt() throws Exception {
    bitbucket.answersPath("/refs/branches", "{\"pagelen\":1}");
    assertThat(pullRequestsOfCommits()).isEqualTo("none");

    bitbucket.answersPath("/refs/branches", 404, Map.of(), "{}");
    assertThat(pullRequestsOfCommits()).isEqualTo("none");
  }

  @Test
  void whoseTheCredentialsAreIsTold() throws Exception {
    bitbucket.answersPath("/2.0/user?", "{\"uuid\":\"{ab}\"}");

    assertThat(world.cloud().ownAccount())
        .contains(
            Finding.passed(
                "Bitbucket tells whose the credentials are: commands in that account's comments are"
                    + " not obeyed"));
  }

  /** The documented token has not got it, and works. */
  @Test
  void theScopeForTheAccountIsOptional() throws Exception {
    bitbucket.answersPath(
        "/2.0/user?",
        403,
        Map.of(),
        "{\"error\":{\"message\":\"No.\",\"detail\":{\"required\":[\"account\"]}}}");

    assertThat(world.cloud().ownAccount())
        .contains(
            Finding.passed(
                "the credentials lack the scope account (read:user:bitbucket), which is optional:"
                    + " commands in comments are obeyed without telling the integration's own"
                    + " comments apart"));
    bitbucket.answersPath("/2.0/user?", 401, Map.of(), "");
    assertFails(world.cloud()::ownAccount, Fault.UNAUTHORIZED, "refuses the credentials");
  }

  private String pullRequestsOfCommits() throws CallFailedException {
    return world
        .cloud()
        .commitPullRequests("acme", "net")
        .map(finding -> finding.verdict() + " " + finding.fault())
        .orElse("none");
  }
}
