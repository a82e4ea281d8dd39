package dev.uplink.notifier.bitbucket;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.gate.Admission;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statuses of a commit that pull request 7 brings from a fork, which its target may not have. */
class ForkStatusTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String SHA = "e5".repeat(20);
  private static final String BUILDS =
      "/rest/api/latest/projects/PAY/repos/live/commits/" + SHA + "/builds";
  private static final String CHANGES =
      "/rest/api/latest/projects/PAY/repos/live/pull-requests/7/changes?limit=1";

  private static final String AT_HOME =
      "/2.0/repositories/PAY/live/commit/%s/statuses/build".formatted(SHA);
  private static final String IN_FORK =
      "/2.0/repositories/ada/infra/commit/%s/statuses/build".formatted(SHA);

  /** How many requests may be made. */
  private int tokens = Integer.MAX_VALUE;

  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(Duration.ofSeconds(5))),
          (caller, host) -> tokens-- > 0 ? new OpenGate() : spent(),
          Tracing.off());
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    bitbucket = new FakeBitbucket();
  }

  @AfterEach
  void stop() {
    bitbucket.close();
    http.close();
  }

  @Test
  void cloudIsToldInTheFork() throws Exception {
    PostResult result = post(CLOUD);

    assertThat(result).isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked())
        .containsExactly("/2.0/repositories/ada/infra/commit/" + SHA + "/statuses/build");
    assertThat(bitbucket.posts().getFirst().body()).contains("\"refname\":\"feature/x\"");
  }

  @Test
  void aForkThatIsNotShownIsNamedAndNotAskedAgain() throws Exception {
    bitbucket.answers("POST", 404, Map.of(), "{\"error\":{\"message\":\"not found\"}}");

    assertThat(post(CLOUD))
        .isEqualTo(
            new PostResult.Refused(
                404,
                "the commit of pull request 7 is in the fork ada/infra, which is gone or not shown"
                    + " to these credentials: not found"));
    assertThat(bitbucket.requests).hasSize(1);
  }

  /** Where it was in progress it would else stay so. The branch is not one of the fork's. */
  @Test
  void aCommitThatCameHomeIsToldInBoth() throws Exception {
    StatusPoster poster = poster(CLOUD);

    assertThat(poster.post(cameHome(), Priority.TERMINAL)).isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK);
    assertThat(bitbucket.posts().getFirst().body()).contains("\"refname\":\"feature/x\"");
    assertThat(bitbucket.posts().getLast().body()).doesNotContain("refname");

    poster.post(cameHome(), Priority.TERMINAL);
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK, AT_HOME, IN_FORK);
  }

  @Test
  void aForkThatFailsIsToldOnceMoreAndAloneAtThat() throws Exception {
    bitbucket.answersPathOnce(IN_FORK, 503, "");
    StatusPoster poster = poster(CLOUD);

    assertThat(poster.post(cameHome(), Priority.TERMINAL)).isInstanceOf(PostResult.Failed.class);
    assertThat(poster.post(cameHome(), Priority.TERMINAL)).isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK, IN_FORK);
  }

  /** Also one that says no to credentials that home just took. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | ''",
        "404 | ''",
        "401 | ''",
        "403 | {\"error\":{\"detail\":{\"required\":[\"repository\"],\"granted\":[]}}}"
      })
  void aForkThatIsGoneOrShutHoldsUpNothing(int status, String body) throws Exception {
    bitbucket.answersPath(IN_FORK, status, Map.of(), body);

    assertThat(poster(CLOUD).post(cameHome(), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(201));
  }

  /** They may have ended in between, of which home is the judge. */
  @Test
  void credentialsThatTheForkRefusesLaterAreTriedAtHomeNext() throws Exception {
    bitbucket.answersPathOnce(IN_FORK, 503, "");
    StatusPoster poster = poster(CLOUD);
    poster.post(cameHome(), Priority.TERMINAL);
    bitbucket.answersPathOnce(IN_FORK, 401, "");

    assertThat(poster.post(cameHome(), Priority.TERMINAL))
        .isInstanceOf(PostResult.Unauthorized.class);
    assertThat(poster.post(cameHome(), Priority.TERMINAL)).isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.asked()).containsExactly(AT_HOME, IN_FORK, IN_FORK, AT_HOME, IN_FORK);
  }

  @Test
  void whatHomeDoesNotTakeTheForkIsNotTold() throws Exception {
    bitbucket.answersPath(AT_HOME, 404, Map.of(), "");

    assertThat(poster(CLOUD).post(cameHome(), Priority.TERMINAL))
        .isInstanceOf(PostResult.Refused.class);
    assertThat(bitbucket.asked()).containsExactly(AT_HOME);
  }

  @Test
  void dataCenterIsToldInTheTargetWithTheBranch() throws Exception {
    PostResult result = post(DATA_CENTER);

    assertThat(result).isEqualTo(new PostResult.Delivered(201));
    assertThat(asked()).containsExactly(BUILDS);
    assertThat(bitbucket.posts().getFirst().body()).contains("\"ref\":\"refs/heads/feature/x\"");
  }

  /** So that it fetches the commit. */
  @ParameterizedTest
  @ValueSource(ints = {404, 400})
  void dataCenterIsMadeToLookAtThePullRequestWhenItDoesNotKnowTheCommit(int unknown)
      throws Exception {
    bitbucket.answersPathOnce(BUILDS, unknown, "{\"errors\":[{\"message\":\"no commit\"}]}");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");

    assertThat(post(DATA_CENTER)).isEqualTo(new PostResult.Delivered(201));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS);
  }

  @Test
  void aCommitThatStaysUnknownIsRefusedWithItsForksName() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");

    assertThat(post(DATA_CENTER))
        .isEqualTo(
            new PostResult.Refused(
                404,
                "the commit of pull request 7 is in the fork ada/infra, which is gone or not shown"
                    + " to these credentials"));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS);
  }

  /** It says nothing of the commit. */
  @Test
  void aProxysOwnPageIsNoReasonToLook() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "<html><center>nginx</center></html>");

    assertThat(post(DATA_CENTER)).isInstanceOf(PostResult.Failed.class);
    assertThat(asked()).containsExactly(BUILDS);
  }

  @Test
  void aPullRequestThatIsGoneEndsIt() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", 404, Map.of(), "");

    assertThat(post(DATA_CENTER)).isInstanceOf(PostResult.Refused.class);
    assertThat(asked()).containsExactly(BUILDS, CHANGES);
  }

  @ParameterizedTest
  @CsvSource({"503, ''", "302, ''", "200, <html>"})
  void aServerThatFailsToLookIsAskedAgainLater(int status, String body) throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", status, Map.of(), body);

    assertThat(post(DATA_CENTER)).isInstanceOf(PostResult.Failed.class);
    assertThat(asked()).containsExactly(BUILDS, CHANGES);
  }

  /** Each try has one request, as when the budget is nearly spent. */
  @Test
  void tokensThatComeOneAtATimeAreEnough() throws Exception {
    bitbucket.answersPathOnce(BUILDS, 404, "{\"errors\":[{\"message\":\"no commit\"}]}");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");
    StatusPoster poster = poster(DATA_CENTER);

    assertThat(tokenFor(poster)).isInstanceOf(PostResult.HeldBack.class); // capabilities
    assertThat(tokenFor(poster)).isInstanceOf(PostResult.HeldBack.class);
    assertThat(tokenFor(poster)).isInstanceOf(PostResult.HeldBack.class);
    assertThat(tokenFor(poster)).isEqualTo(new PostResult.Delivered(201));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS);
  }

  @Test
  void aPullRequestThatIsGoneEndsItAlsoWithOneTokenAtATime() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "{\"errors\":[{\"message\":\"no commit\"}]}");
    bitbucket.answersPath("/pull-requests/7/changes", 404, Map.of(), "");
    StatusPoster poster = poster(DATA_CENTER);
    tokenFor(poster); // capabilities
    tokenFor(poster);

    assertThat(tokenFor(poster))
        .isEqualTo(
            new PostResult.Refused(
                404,
                "the commit of pull request 7 is in the fork ada/infra, which is gone or not shown"
                    + " to these credentials: no commit"));
    assertThat(asked()).containsExactly(BUILDS, CHANGES);
  }

  /** It may have been fetched by then. */
  @Test
  void theNextStatusOfARefusedCommitIsToldFromTheBeginning() throws Exception {
    bitbucket.answersPath(BUILDS, 404, Map.of(), "");
    bitbucket.answersPath("/pull-requests/7/changes", "{\"values\":[]}");
    StatusPoster poster = poster(DATA_CENTER);
    poster.post(status(DATA_CENTER), Priority.TERMINAL);

    bitbucket.answersPath(BUILDS, 204, Map.of(), "");

    assertThat(poster.post(status(DATA_CENTER), Priority.TERMINAL))
        .isEqualTo(new PostResult.Delivered(204));
    assertThat(asked()).containsExactly(BUILDS, CHANGES, BUILDS, BUILDS);
  }

  private PostResult tokenFor(StatusPoster poster) {
    tokens = 1;
    return poster.post(status(DATA_CENTER), Priority.TERMINAL);
  }

  private static Admission spent() {
    return new Admission.Held(Admission.Why.BUDGET, "the budget is spent", NOW);
  }

  private List<String> asked() {
    return bitbucket.asked().stream().filter(path -> !path.endsWith("/capabilities")).toList();
  }

  private PostResult post(BitbucketProduct product) throws Exception {
    return poster(product).post(status(product), Priority.TERMINAL);
  }

  private StatusPoster poster(BitbucketProduct product) throws Exception {
    IntegrationFacts facts = new IntegrationFacts(product, bitbucket.url(), null, 1, 1);
    return new StatusPoster(
        (account, id) -> Optional.of(facts),
        new Keysets()
            .holding("{\"kind\":\"ACCESS_TOKEN\",\"username\":\"ops\",\"accessToken\":\"s3cret\"}"),
        URI.create(bitbucket.url() + "/2.0"),
        http,
        Duration.ofSeconds(5),
        () -> NOW);
  }

  private static BuildStatus cameHome() {
    BuildStatus inFork = status(CLOUD);
    return new BuildStatus(
        inFork.place(), null, inFork.fork(), inFork.key(), inFork.shown(), null, 2, NOW);
  }

  private static BuildStatus status(BitbucketProduct product) {
    CommitPlace place =
        new CommitPlace(new AccountId("acme"), "int-a", product, "PAY", "live", new CommitSha(SHA));
    Appearance shown =
        new Appearance("name", CheckState.FAILED, "text", "https://x.example", "feature/x");
    Fork fork = new Fork("ada", "infra", 7);
    return new BuildStatus(place, fork, "spacelift/network", shown, null, 1, NOW);
  }
}
