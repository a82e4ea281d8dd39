package dev.uplink.notifier.bitbucket.status;

import static dev.uplink.notifier.bitbucket.status.StatusPosters.SHA;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.json;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.ofBranch;
import static dev.uplink.notifier.bitbucket.status.StatusPosters.status;
import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.BitbucketProduct;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPosterTest {
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

  /** A few of Bitbucket's own errors are no JSON either. */
  @Test
  void whatIsSaidForTenMinutesIsBelievedWhoeverSaysIt() throws Exception {
    StatusPoster poster = posters.cloud();
    for (int minute = 0; minute < 10; minute++) {
      bitbucket.answersPathOnce("/statuses/build", 404, "no such page");
      assertThat(poster.post(status(CLOUD, CheckState.SUCCESSFUL), Priority.TERMINAL))
          .isInstanceOf(PostResult.Failed.class);
      posters.pass(Duration.ofMinutes(1));
    }
    bitbucket.answersPathOnce("/statuses/build", 404, "no such page");

    assertThat(poster.post(status(CLOUD, CheckState.SUCCESSFUL), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Refused(
                404, "404 for ten minutes, in words that are not Bitbucket's usual ones"));
  }

  /** A server that was down, and has no route for a moment more when it starts. */
  @Test
  void whatWasSaidBeforeAnotherFailureIsForgotten() throws Exception {
    StatusPoster poster = posters.cloud();
    for (int minute = 0; minute < 20; minute++) {
      int status = minute == 12 ? 503 : minute > 2 ? 404 : 502;
      bitbucket.answersPathOnce("/statuses/build", status, "no route");
      assertThat(poster.post(status(CLOUD, CheckState.SUCCESSFUL), Priority.TERMINAL))
          .isInstanceOf(PostResult.Failed.class);
      posters.pass(Duration.ofMinutes(1));
    }
  }

  @Test
  void cloudGetsWhatItsDocumentationAsksFor() throws Exception {
    PostResult result =
        posters.cloud().post(status(CLOUD, CheckState.SUCCESSFUL), Priority.TERMINAL);

    assertThat(result).isEqualTo(new PostResult.Delivered(201));
    FakeBitbucket.Request request = bitbucket.requests.getFirst();
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.path())
        .isEqualTo("/2.0/repositories/Team/live/commit/" + SHA + "/statuses/build");
    // ops@example.com:s3cret
    assertThat(request.header("Authorization")).isEqualTo("Basic b3BzQGV4YW1wbGUuY29tOnMzY3JldA==");
    assertThat(request.header("X-Atlassian-Token")).isEqualTo("no-check");
    assertThat(request.header("Content-Type")).startsWith("application/json");
    assertThat(json(request))
        .isEqualTo(
            Map.of(
                "type", "build",
                "key", "spacelift/network",
                "state", "SUCCESSFUL",
                "name", "spacelift/network: Grüße",
                "description", "Grüße",
                "url", "https://runs.example.com/1",
                "refname", "feature/x"));
  }

  /** Half of it would be another branch. */
  @ParameterizedTest
  @CsvSource({
    "CLOUD, refname, 255, true",
    "CLOUD, refname, 256, false",
    "DATA_CENTER, ref, 1013, true",
    "DATA_CENTER, ref, 1014, false"
  })
  void aBranchThatIsTooLongForTheProductIsLeftOut(
      BitbucketProduct product, String field, int length, boolean told) throws Exception {
    StatusPoster poster = product == CLOUD ? posters.cloud() : posters.dataCenter("");

    poster.post(ofBranch(product, "x".repeat(length)), Priority.TERMINAL);

    assertThat(json(bitbucket.posts().getFirst()).containsKey(field)).isEqualTo(told);
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 303, 307})
  void aLogInPageForNowIsAFailureAndNobodyGoesThere(int status) throws Exception {
    bitbucket.answers("POST", status, Map.of("Location", bitbucket.url() + "/login"), "<html>");

    assertThat(posters.cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isInstanceOfSatisfying(
            PostResult.Failed.class, failed -> assertThat(failed.httpStatus()).isEqualTo(status));
    assertThat(bitbucket.requests).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 308, 404, 409})
  void whatWillBeTheSameNextTimeIsRefused(int status) throws Exception {
    bitbucket.answers("POST", status, Map.of("Location", bitbucket.url() + "/login"), "");

    assertThat(posters.cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isInstanceOfSatisfying(
            PostResult.Refused.class,
            refused -> assertThat(refused.httpStatus()).isEqualTo(status));
    assertThat(bitbucket.requests).hasSize(1);
  }

  @Test
  void howLongToRestIsReadFromTheHeader() throws Exception {
    bitbucket.answers("POST", 429, Map.of("Retry-After", "30"), "");

    assertThat(posters.cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Throttled(
                429, "Bitbucket has had too many requests", Duration.ofSeconds(30)));
  }

  @Test
  void refusedCredentialsAreToldWithTheirVersion() throws Exception {
    bitbucket.answers("POST", 401, Map.of(), "{\"errors\":[{\"message\":\"no permission\"}]}");

    assertThat(
            posters.dataCenter("").post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Unauthorized(
                401,
                "Bitbucket refuses the credentials: no permission",
                1,
                PostResult.Refusal.CREDENTIALS));
  }

  /** They may be for another host, of which the word is still on its way. */
  @Test
  void credentialsThatAreNewerThanTheKnownHostGoNowhere() throws Exception {
    IntegrationFacts facts = new IntegrationFacts(DATA_CENTER, bitbucket.url(), null, 0, 0);
    StatusPoster poster = posters.accessTokenOf(facts);

    assertThat(poster.post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Postponed(null, "the integration was just changed"));
    assertThat(bitbucket.requests).isEmpty();
  }

  @Test
  void aHostThatCannotBeReachedIsAFailureWithoutSecrets() throws Exception {
    bitbucket.close();

    PostResult result = posters.cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL);

    assertThat(result).isInstanceOf(PostResult.Failed.class);
    assertThat(result.toString()).contains("localhost cannot be reached").doesNotContain("s3cret");
  }

  @Test
  void aDeletedIntegrationIsGone() throws Exception {
    StatusPoster poster = posters.ofDeleted();

    assertThat(poster.post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Gone("the integration is deleted"));
  }

  @Test
  void anAgentsAddressIsRefusedInPlainWords() throws Exception {
    IntegrationFacts facts =
        new IntegrationFacts(DATA_CENTER, "private://pool", "https://git.example.com", 1, 1);
    StatusPoster poster = posters.accessTokenOf(facts);

    assertThat(poster.post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Refused(
                null,
                "the address cannot be called: apiHost: 'private://pool' (expected: http or"
                    + " https)"));
  }

  @Test
  void integrationsThatCannotBeReadJustNowPutATryOff() throws Exception {
    assertThat(posters.withoutStore().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Postponed(null, "the integrations cannot be read just now"));
  }
}
