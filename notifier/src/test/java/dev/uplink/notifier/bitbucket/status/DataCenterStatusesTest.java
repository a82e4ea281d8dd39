package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.notifier.bitbucket.status.StatusPosters.RUN;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.SHA;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.json;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.ofGroup;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.status;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.quota.Priority;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DataCenterStatusesTest {
  private StatusPosters posters;
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    posters = new StatusPosters();
    bitbucket = posters.bitbucket;
  }

  @AfterEach
  void stop() {
    posters.close();
  }

  @Test
  void dataCenterGetsWhatItsDocumentationAsksFor() throws Exception {
    bitbucket.answers("POST", 204, Map.of(), "");

    PostResult result =
        posters
            .dataCenter("/ctx/")
            .post(status(DATA_CENTER, CheckState.IN_PROGRESS), Priority.TERMINAL);

    assertThat(result).isEqualTo(new PostResult.Delivered(204));
    FakeBitbucket.Request request = bitbucket.posts().getFirst();
    assertThat(request.path())
        .isEqualTo("/ctx/rest/api/latest/projects/~jane/repos/live/commits/" + SHA + "/builds");
    assertThat(request.header("Authorization")).isEqualTo("Bearer s3cret");
    assertThat(request.header("X-Atlassian-Token")).isEqualTo("no-check");
    assertThat(json(request))
        .containsEntry("state", "INPROGRESS")
        .containsEntry("ref", "refs/heads/feature/x")
        .containsEntry("parent", "spacelift")
        .containsEntry("buildNumber", RUN)
        .containsEntry("key", "spacelift/network");
  }

  /** It has no run, and its key no other number. */
  @Test
  void aGroupsStatusHasNoBuildNumber() throws Exception {
    posters.dataCenter("").post(ofGroup(), Priority.TERMINAL);

    assertThat(json(bitbucket.posts().getFirst())).doesNotContainKey("buildNumber");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"200 | {\"buildStatus\":[]}", "200 | {}", "404 | not here", "405 | what?"})
  void aServerWithoutRichStatusesGetsThemTheOldWay(int status, String capabilities)
      throws Exception {
    bitbucket.answersPath("/build/capabilities", status, Map.of(), capabilities);
    version("7.3.9");

    PostResult result =
        posters.dataCenter("/ctx").post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);

    assertThat(result).isEqualTo(new PostResult.Delivered(201));
    FakeBitbucket.Request request = bitbucket.posts().getFirst();
    assertThat(request.path()).isEqualTo("/ctx/rest/build-status/1.0/commits/" + SHA);
    assertThat(json(request))
        .isEqualTo(
            Map.of(
                "key", "spacelift/network",
                "state", "FAILED",
                "name", "spacelift/network: Grüße",
                "description", "Grüße",
                "url", "https://runs.example.com/1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "200 | {\"buildStatus\":[\"richBuildStatus\",\"cancelledStatus\"]} | CANCELLED",
        "200 | {\"buildStatus\":[\"richBuildStatus\"]} | FAILED",
        "404 | not here | FAILED"
      })
  void stoppedIsSaidInTheWordsOfTheServer(int status, String capabilities, String state)
      throws Exception {
    bitbucket.answersPath("/build/capabilities", status, Map.of(), capabilities);
    version("6.10.1");
    StatusPoster poster = posters.dataCenter("");

    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    int asked = bitbucket.requests.size();
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);

    assertThat(bitbucket.requests).hasSize(asked + 1);
    assertThat(bitbucket.requests.getFirst().path())
        .isEqualTo("/rest/api/latest/build/capabilities");
    assertThat(json(bitbucket.requests.getLast())).containsEntry("state", state);
  }

  /** Behind a proxy that keeps both pages to itself there may be a server of today. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "204 | | 204",
        "404 | {\"errors\":[{\"exceptionName\":\"com.atlassian.x.NoSuchCommitException\"}]} | 404",
        "401 | | 401"
      })
  void whoeverTakesTheNewWayIsNotToldTheOldOne(int status, @Nullable String body, int told)
      throws Exception {
    bitbucket.answersPath("/build/capabilities", 403, Map.of(), "<html>");
    bitbucket.answersPath("/application-properties", 403, Map.of(), "<html>");
    bitbucket.answersPath("/builds", status, Map.of(), body == null ? "" : body);
    StatusPoster poster = posters.dataCenter("");
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    posters.pass(Duration.ofSeconds(30));

    PostResult result = poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);

    assertThat(bitbucket.posts())
        .singleElement()
        .satisfies(post -> assertThat(post.path()).endsWith("/builds"));
    assertThat(result).asString().contains("httpStatus=" + told);
  }

  /** For a moment, as while its server is being replaced. */
  @Test
  void aProxyThatHasNeitherWayMakesNoServerOld() throws Exception {
    bitbucket.answersPath("/build/capabilities", 403, Map.of(), "<html>");
    bitbucket.answersPath("/application-properties", 403, Map.of(), "<html>");
    StatusPoster poster = posters.dataCenter("");
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    posters.pass(Duration.ofSeconds(30));
    bitbucket.answersPathOnce("/builds", 404, "<html>");
    bitbucket.answersPathOnce("/build-status/", 404, "<html>");

    assertThat(poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL))
        .isInstanceOf(PostResult.Failed.class);
    assertThat(poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.posts())
        .extracting(told -> told.path().startsWith("/rest/build-status/1.0/"))
        .containsExactly(false, true, false);
  }

  private void version(String version) {
    bitbucket.answersPath(
        "/application-properties", "{\"version\":\"" + version + "\",\"buildNumber\":\"1\"}");
  }
}
