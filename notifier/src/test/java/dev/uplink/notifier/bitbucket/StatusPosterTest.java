package dev.uplink.notifier.bitbucket;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.credentials.Credentials;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatusPosterTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String SHA = "e5".repeat(20);
  private static final String RUN = "0".repeat(16) + "." + "1".repeat(32);
  private static final String TOKEN =
      "{\"kind\":\"API_TOKEN\",\"email\":\"ops@example.com\",\"apiToken\":\"s3cret\"}";
  private static final String ACCESS =
      "{\"kind\":\"ACCESS_TOKEN\",\"username\":\"ops\",\"accessToken\":\"s3cret\"}";

  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(Duration.ofSeconds(2))),
          new OpenGate());
  private FakeBitbucket bitbucket;
  private Keysets keysets;

  @BeforeEach
  void start() throws IOException, GeneralSecurityException {
    bitbucket = new FakeBitbucket();
    keysets = new Keysets();
  }

  @AfterEach
  void stop() {
    bitbucket.close();
    http.close();
  }

  @Test
  void cloudGetsWhatItsDocumentationAsksFor() throws Exception {
    PostResult result = cloud().post(status(CLOUD, CheckState.SUCCESSFUL), Priority.TERMINAL);

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

  @Test
  void dataCenterGetsWhatItsDocumentationAsksFor() throws Exception {
    bitbucket.answers("POST", 204, Map.of(), "");

    PostResult result =
        dataCenter("/ctx/").post(status(DATA_CENTER, CheckState.IN_PROGRESS), Priority.TERMINAL);

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
    dataCenter("").post(ofGroup(), Priority.TERMINAL);

    assertThat(json(bitbucket.posts().getFirst())).doesNotContainKey("buildNumber");
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
    StatusPoster poster = product == CLOUD ? cloud() : dataCenter("");

    poster.post(ofBranch(product, "x".repeat(length)), Priority.TERMINAL);

    assertThat(json(bitbucket.posts().getFirst()).containsKey(field)).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"200 | {\"buildStatus\":[]}", "200 | {}", "404 | not here", "405 | what?"})
  void aServerWithoutRichStatusesGetsThemTheOldWay(int status, String capabilities)
      throws Exception {
    bitbucket.answersPath("/build/capabilities", status, Map.of(), capabilities);

    PostResult result =
        dataCenter("/ctx").post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);

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

  @Test
  void whatAServerCanDoIsAskedOnce() throws Exception {
    StatusPoster poster = dataCenter("");

    poster.post(status(DATA_CENTER, CheckState.IN_PROGRESS), Priority.TERMINAL);
    poster.post(status(DATA_CENTER, CheckState.SUCCESSFUL), Priority.TERMINAL);

    assertThat(bitbucket.requests)
        .extracting(FakeBitbucket.Request::method)
        .containsExactly("GET", "POST", "POST");
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
    StatusPoster poster = dataCenter("");

    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);
    poster.post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL);

    assertThat(bitbucket.requests)
        .extracting(FakeBitbucket.Request::method)
        .containsExactly("GET", "POST", "POST");
    assertThat(bitbucket.requests.getFirst().path())
        .isEqualTo("/rest/api/latest/build/capabilities");
    assertThat(json(bitbucket.requests.getLast())).containsEntry("state", state);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403, 429, 503})
  void nothingIsSaidWhileTheServersWordsAreUnknown(int status) throws Exception {
    bitbucket.answersPath("/build/capabilities", status, Map.of(), "");

    PostResult result =
        dataCenter("").post(status(DATA_CENTER, CheckState.SUCCESSFUL), Priority.TERMINAL);

    assertThat(result)
        .isInstanceOf(
            switch (status) {
              case 401, 403 -> PostResult.Unauthorized.class;
              case 429 -> PostResult.Throttled.class;
              default -> PostResult.Failed.class;
            });
    assertThat(bitbucket.requests).extracting(FakeBitbucket.Request::method).doesNotContain("POST");
  }

  @ParameterizedTest
  @ValueSource(ints = {302, 404, 409})
  void whatWillBeTheSameNextTimeIsRefused(int status) throws Exception {
    bitbucket.answers("POST", status, Map.of("Location", bitbucket.url() + "/login"), "<html>");

    assertThat(cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isInstanceOfSatisfying(
            PostResult.Refused.class,
            refused -> assertThat(refused.httpStatus()).isEqualTo(status));
    assertThat(bitbucket.requests).hasSize(1);
  }

  @Test
  void howLongToRestIsReadFromTheHeader() throws Exception {
    bitbucket.answers("POST", 429, Map.of("Retry-After", "30"), "");

    assertThat(cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Throttled(
                429, "Bitbucket has had too many requests", Duration.ofSeconds(30)));
  }

  @Test
  void nothingIsSaidWhenTheServerDoesNotAnswer() throws Exception {
    bitbucket.hangs("GET");

    assertThat(dataCenter("").post(status(DATA_CENTER, CheckState.STOPPED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Failed(null, "localhost did not answer within 2 s"));
    assertThat(bitbucket.requests).hasSize(1);
  }

  @Test
  void refusedCredentialsAreToldWithTheirVersion() throws Exception {
    bitbucket.answers("POST", 401, Map.of(), "{\"errors\":[{\"message\":\"no permission\"}]}");

    assertThat(dataCenter("").post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
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
    StatusPoster poster = poster((account, id) -> Optional.of(facts), keysets.holding(ACCESS));

    assertThat(poster.post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Postponed(null, "the integration was just changed"));
    assertThat(bitbucket.requests).isEmpty();
  }

  @Test
  void aHostThatCannotBeReachedIsAFailureWithoutSecrets() throws Exception {
    bitbucket.close();

    PostResult result = cloud().post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL);

    assertThat(result).isInstanceOf(PostResult.Failed.class);
    assertThat(result.toString()).contains("localhost cannot be reached").doesNotContain("s3cret");
  }

  @Test
  void aDeletedIntegrationIsGone() throws Exception {
    StatusPoster poster = poster((account, id) -> Optional.empty(), keysets.holding(TOKEN));

    assertThat(poster.post(status(CLOUD, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(new PostResult.Gone("the integration is deleted"));
  }

  @Test
  void anAgentsAddressIsRefusedInPlainWords() throws Exception {
    IntegrationFacts facts =
        new IntegrationFacts(DATA_CENTER, "private://pool", "https://git.example.com", 1, 1);
    StatusPoster poster = poster((account, id) -> Optional.of(facts), keysets.holding(ACCESS));

    assertThat(poster.post(status(DATA_CENTER, CheckState.FAILED), Priority.TERMINAL))
        .isEqualTo(
            new PostResult.Refused(
                null,
                "the address cannot be called: apiHost: 'private://pool' (expected: http or"
                    + " https)"));
  }

  private StatusPoster cloud() throws GeneralSecurityException {
    IntegrationFacts facts = new IntegrationFacts(CLOUD, null, null, 1, 1);
    return poster((account, id) -> Optional.of(facts), keysets.holding(TOKEN));
  }

  private StatusPoster dataCenter(String contextPath) throws GeneralSecurityException {
    IntegrationFacts facts =
        new IntegrationFacts(DATA_CENTER, bitbucket.url() + contextPath, null, 1, 1);
    return poster((account, id) -> Optional.of(facts), keysets.holding(ACCESS));
  }

  private StatusPoster poster(Integrations integrations, Credentials credentials) {
    URI api = URI.create(bitbucket.url() + "/2.0");
    return new StatusPoster(integrations, credentials, api, http, Duration.ofSeconds(2), () -> NOW);
  }

  private static Map<String, Object> json(FakeBitbucket.Request request) throws IOException {
    return new ObjectMapper().readValue(request.body(), new TypeReference<>() {});
  }

  private static BuildStatus status(BitbucketProduct product, CheckState state) {
    return status(product, state, "feature/x", new RunId(RUN));
  }

  private static BuildStatus ofGroup() {
    return status(DATA_CENTER, CheckState.SUCCESSFUL, "feature/x", null);
  }

  private static BuildStatus ofBranch(BitbucketProduct product, String name) {
    return status(product, CheckState.SUCCESSFUL, name, null);
  }

  private static BuildStatus status(
      BitbucketProduct product, CheckState state, String branch, @Nullable RunId run) {
    CommitPlace place =
        new CommitPlace(
            new AccountId("acme"),
            "int-a",
            product,
            product == CLOUD ? "Team" : "~jane",
            "live",
            new CommitSha(SHA));
    Appearance shown =
        new Appearance(
            "spacelift/network: Grüße", state, "Grüße", "https://runs.example.com/1", branch);
    return new BuildStatus(place, null, "spacelift/network", shown, run, 1, NOW);
  }
}
