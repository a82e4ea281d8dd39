package dev.uplink.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is told of a repository is what both APIs say of it, and nothing else. */
class HistoryTest {
  private static final String OLD = "a".repeat(40);
  private static final String NEW = "b".repeat(40);
  private static final String CLOUD = "/2.0/repositories/acme/infra";
  private static final String DATA_CENTER = "/stash/rest/api/latest/projects/~ada/repos/infra";

  private final Sandbox sandbox = new Sandbox(0);

  @BeforeEach
  void tell() {
    for (String place :
        List.of(
            "'product':'bitbucket-cloud','namespace':'Acme'",
            "'product':'bitbucket-datacenter','namespace':'~ADA'")) {
      String told =
          """
          {%s, 'repository': 'infra', 'commits': ['%s'],
           'branches': {'main': '%s'}, 'tags': {'release/1': '%s'},
           'changes': [
             {'from': '%s', 'to': '%s', 'files': ['a.tf', {'old': 'b.tf', 'new': 'c.tf'}]},
             {'branch': 'main', 'to': '%s', 'files': [{'old': null, 'new': 'd.tf'}]}],
           'pullRequests': [{'id': 7, 'source': '%s', 'files': ['e.tf']},
             {'id': 8, 'source': '%s', 'state': 'MERGED', 'files': []}]}
          """
              .formatted(place, NEW, OLD, NEW, OLD, NEW, NEW, NEW, OLD)
              .replace('\'', '"');
      SandboxRequest request = Requests.post("/_sandbox/repositories", told);
      assertThat(sandbox.answer(request).status()).isEqualTo(204);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "b, a, ?topic=false, 200",
    "a, b, ?topic=false, 404",
    "b, a, '', 200",
    "b, a, ?topic=true, 200",
    "a, b, ?topic=true, 404"
  })
  void cloudTakesTheNewerCommitFirst(char first, char second, String query, int status) {
    String spec = String.valueOf(first).repeat(40) + ".." + String.valueOf(second).repeat(40);

    assertThat(get(CLOUD + "/diffstat/" + spec + query).status()).isEqualTo(status);
  }

  @Test
  void cloudTellsDirectChangesFromThoseSinceTheBranchesParted() {
    String spec = CLOUD + "/diffstat/" + NEW + ".." + OLD;

    assertThat(body(spec + "?topic=false").at("/values/1/old/path").asText()).isEqualTo("b.tf");
    assertThat(body(spec).at("/values/0/new/path").asText()).isEqualTo("d.tf");
    assertThat(body(spec).at("/values/0/old").isNull()).isTrue();
  }

  @Test
  void cloudRedirectsFromAPullRequestToItsDiffstat() {
    SandboxResponse response = get(CLOUD + "/pullrequests/7/diffstat");

    assertThat(response.status()).isEqualTo(302);
    assertThat(body(response.location().orElseThrow()).at("/values/0/new/path").asText())
        .isEqualTo("e.tf");
    assertThat(get(CLOUD + "/pullrequests/9/diffstat").status()).isEqualTo(404);
  }

  @Test
  void cloudKnowsCommitsBranchesAndTagsAndKeepsItsUserToItself() {
    assertThat(body(CLOUD + "/commit/bbbbbbbbbbbb").path("hash").asText()).isEqualTo(NEW);
    assertThat(
            body(CLOUD + "/refs/branches?q=name%20%3D%20%22main%22")
                .at("/values/0/target/hash")
                .asText())
        .isEqualTo(OLD);
    assertThat(
            body(CLOUD + "/refs/tags?q=name%20%3D%20%22release%2F1%22")
                .at("/values/0/target/hash")
                .asText())
        .isEqualTo(NEW);
    // It takes a scope that the documented token has not got.
    SandboxResponse user = get("/2.0/user");
    assertThat(user.status()).isEqualTo(403);
    assertThat(user.body().orElseThrow().at("/error/detail/required/0").asText())
        .isEqualTo("account");
  }

  @Test
  void cloudListsThePullRequestsOfACommitUnlessItsLinksAreMissing() {
    String ofCommit = CLOUD + "/commit/" + NEW + "/pullrequests";
    assertThat(body(ofCommit).at("/values/0/id").asInt()).isEqualTo(7);

    sandbox.answer(
        Requests.post(
            "/_sandbox/repositories",
            "{\"namespace\":\"acme\",\"repository\":\"infra\",\"commitLinks\":false}"));

    assertThat(get(ofCommit).status()).isEqualTo(404);
    JsonNode open = body(CLOUD + "/pullrequests");
    assertThat(open.path("size").asInt()).isEqualTo(1);
    assertThat(open.at("/values/0/source/commit/hash").asText()).isEqualTo("b".repeat(12));
  }

  @Test
  void dataCentersComparisonHasTheNewerCommitFirstAndItsChangesTheOlder() {
    String changes = DATA_CENTER + "/changes?since=" + OLD + "&until=" + NEW;
    assertThat(body(changes).at("/values/1/srcPath/toString").asText()).isEqualTo("b.tf");
    assertThat(get(DATA_CENTER + "/changes?since=" + NEW + "&until=" + OLD).status())
        .isEqualTo(404);

    String compare = DATA_CENTER + "/compare/changes?from=" + NEW + "&to=refs%2Fheads%2Fmain";
    assertThat(body(compare).at("/values/0/path/toString").asText()).isEqualTo("d.tf");
    assertThat(get(compare.replace("refs%2Fheads%2Fmain", OLD)).status()).isEqualTo(404);
  }

  @Test
  void dataCenterKnowsCommitsBranchesTagsAndPullRequests() {
    assertThat(body(DATA_CENTER + "/commits/bbbbbbb").path("id").asText()).isEqualTo(NEW);
    assertThat(
            body(DATA_CENTER + "/commits?until=refs%2Fheads%2Fmain&limit=1")
                .at("/values/0/id")
                .asText())
        .isEqualTo(OLD);
    String tagged = DATA_CENTER + "/commits?until=refs%2Ftags%2Frelease%2F1&limit=1";
    assertThat(body(tagged).at("/values/0/id").asText()).isEqualTo(NEW);
    assertThat(get(tagged.replace("%2F1", "%2F2")).status()).isEqualTo(404);
    assertThat(
            body(DATA_CENTER + "/pull-requests/7/changes").at("/values/0/path/toString").asText())
        .isEqualTo("e.tf");
    assertThat(
            body(DATA_CENTER + "/commits/" + OLD + "/pull-requests").at("/values/0/state").asText())
        .isEqualTo("MERGED");
  }

  @Test
  void dataCenterGivesTwentyFiveChangesOfAPullRequestUnlessToldOtherwise() {
    String files = "\"f\",".repeat(29) + "\"f\"";
    sandbox.answer(
        Requests.post(
            "/_sandbox/repositories",
            """
            {"product": "bitbucket-datacenter", "namespace": "~ada", "repository": "infra",
             "pullRequests": [{"id": 9, "source": "%s", "files": [%s]}]}
            """
                .formatted(NEW, files)));

    assertThat(body(DATA_CENTER + "/pull-requests/9/changes").path("size").asInt()).isEqualTo(25);
    assertThat(body(DATA_CENTER + "/pull-requests/9/changes?start=25").path("isLastPage").asText())
        .isEqualTo("false");
    assertThat(
            body(DATA_CENTER + "/pull-requests/9/changes?limit=1000").path("isLastPage").asText())
        .isEqualTo("true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"no JSON", "{}", "{\"product\":\"github\"}"})
  void whatTellsOfNoRepositoryIsRefused(String told) {
    assertThat(sandbox.answer(Requests.post("/_sandbox/repositories", told)).status())
        .isEqualTo(400);
  }

  private SandboxResponse get(String path) {
    return sandbox.answer(Requests.get(path));
  }

  private JsonNode body(String path) {
    SandboxResponse response = get(path);
    assertThat(response.status()).as(path).isEqualTo(200);
    return response.body().orElseThrow();
  }
}
