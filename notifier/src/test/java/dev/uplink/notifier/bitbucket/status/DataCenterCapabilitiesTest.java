package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.notifier.bitbucket.status.StatusPosters.json;
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
import org.junit.jupiter.params.provider.ValueSource;

/** How it is found out which way a server takes statuses. */
class DataCenterCapabilitiesTest {
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
  void whatAServerCanDoIsAskedOnce() throws Exception {
    StatusPoster poster = posters.dataCenter("");

    poster.post(status(DATA_CENTER, CheckState.IN_PROGRESS), Priority.TERMINAL);
    poster.post(status(DATA_CENTER, CheckState.SUCCESSFUL), Priority.TERMINAL);

    assertThat(bitbucket.requests)
        .extracting(FakeBitbucket.Request::method)
        .containsExactly("GET", "POST", "POST");
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 429, 503})
  void nothingIsSaidWhileTheServersWordsAreUnknown(int status) throws Exception {
    bitbucket.answersPath("/build/capabilities", status, Map.of(), "");

    PostResult result =
        posters.dataCenter("").post(status(DATA_CENTER, CheckState.SUCCESSFUL), Priority.TERMINAL);

    assertThat(result)
        .isInstanceOf(
            switch (status) {
              case 401 -> PostResult.Unauthorized.class;
              case 429 -> PostResult.Throttled.class;
              default -> PostResult.Failed.class;
            });
    assertThat(bitbucket.requests).extracting(FakeBitbucket.Request::method).doesNotContain("POST");
  }

  /** Those that a log-in page, a proxy or a server that starts may give for a moment. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "302 | | says nothing of what it can do (302)",
        "200 | <html>Log in</html> | says nothing of what it can do (200)",
        "204 | | says nothing of what it can do (204)",
        "404 | | says that it has no such page (404)",
        "403 | <html>Forbidden</html> | says that it is not for us (403)",
        "401 | {\"errors\":[{\"exceptionName\":\"x.AuthorisationException\"}]} | says that it is"
            + " not for us (401)",
        "400 | <html> | says that it has no such page (400)"
      })
  void oneStrayAnswerChangesNothing(int status, @Nullable String body, String why)
      throws Exception {
    StatusPoster poster = posters.dataCenter("");
    bitbucket.answersPathOnce("/build/capabilities", status, body == null ? "" : body);

    assertThat(poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Failed(
                null, "asked what it can do with statuses (/build/capabilities) Bitbucket " + why));
    assertThat(bitbucket.posts()).isEmpty();

    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    FakeBitbucket.Request told = bitbucket.posts().getFirst();
    assertThat(told.path()).endsWith("/builds");
    assertThat(json(told)).containsEntry("state", "CANCELLED");
  }

  @ParameterizedTest
  @CsvSource({"404, 404", "403, 403", "404, 403"})
  void aServerThatHasNoSuchPageForHalfAMinuteGetsThemTheOldWayForAMinute(int page, int properties)
      throws Exception {
    bitbucket.answersPath("/build/capabilities", page, Map.of(), "<html>");
    bitbucket.answersPath("/application-properties", properties, Map.of(), "<html>");
    bitbucket.answersPath("/builds", 404, Map.of(), "<html>");
    StatusPoster poster = posters.dataCenter("");
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    posters.pass(Duration.ofSeconds(29));
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    assertThat(bitbucket.posts()).isEmpty();

    posters.pass(Duration.ofSeconds(1));
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    posters.pass(Duration.ofSeconds(59));
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    assertThat(bitbucket.posts())
        .extracting(told -> told.path().startsWith("/rest/build-status/1.0/"))
        .containsExactly(false, true, true);

    posters.pass(Duration.ofSeconds(1));
    bitbucket.answersPath("/build/capabilities", "{\"buildStatus\":[\"richBuildStatus\"]}");
    bitbucket.answersPath("/builds", 204, Map.of(), "");
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    assertThat(bitbucket.posts().getLast().path()).endsWith("/builds");
  }

  /** Or every few hours all statuses would wait. */
  @Test
  void behindAProxyThatKeepsThePagesForEverStatusesWaitOnlyOnce() throws Exception {
    bitbucket.answersPath("/build/capabilities", 403, Map.of(), "<html>");
    bitbucket.answersPath("/application-properties", 403, Map.of(), "<html>");
    StatusPoster poster = posters.dataCenter("");
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    posters.pass(Duration.ofSeconds(30));

    for (int hour = 0; hour < 4; hour++) {
      assertThat(poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL))
          .isEqualTo(new PostResult.Delivered(201));
      posters.pass(Duration.ofHours(1));
    }
  }

  /** Whatever keeps the page from us. */
  @ParameterizedTest
  @CsvSource({"7.3.99, false", "7.4.0, true", "7.21, true", "10.2.1-rc1, true", "6.10.0, false"})
  void whatHasItsVersionSaysWhatAServerWithoutThePageCanDo(String version, boolean rich)
      throws Exception {
    bitbucket.answersPath("/build/capabilities", 404, Map.of(), "");
    version(version);
    StatusPoster poster = posters.dataCenter("");
    poster.post(status(DATA_CENTER, CheckState.SUCCESSFUL), Priority.TERMINAL);
    posters.pass(Duration.ofSeconds(30));
    poster.post(status(DATA_CENTER, CheckState.SUCCESSFUL), Priority.TERMINAL);

    assertThat(bitbucket.posts().getLast().path().endsWith("/builds")).isEqualTo(rich);
    // Only of what is known to be old nothing else is waited for.
    assertThat(bitbucket.posts()).hasSize(rich ? 1 : 2);
  }

  private void version(String version) {
    bitbucket.answersPath(
        "/application-properties", "{\"version\":\"" + version + "\",\"buildNumber\":\"1\"}");
  }

  @Test
  void nothingIsSaidWhenTheServerDoesNotAnswer() throws Exception {
    bitbucket.hangs("GET");

    assertThat(
            posters
                .dataCenter(Duration.ofSeconds(3))
                .post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Failed(null, "localhost did not answer within 3 s"));
    assertThat(bitbucket.requests).hasSize(1);
  }
}
