package dev.uplink.notifier.topology;

import static dev.uplink.schemas.avro.RunType.PROPOSED;
import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static dev.uplink.schemas.avro.VcsChecks.ALL;
import static dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPage;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.bitbucket.BitbucketHttp;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.bitbucket.status.StatusPoster;
import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.notifier.gate.OpenGate;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.trace.Tracing;
import io.micronaut.http.client.HttpClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others who post statuses to Bitbucket got wrong, each once. */
class PeersMistakesTest {
  private static final Duration BUDGET = Duration.ofSeconds(5);

  @TempDir private Path stateDir;
  private StatusDriver driver;
  private FakeBitbucket bitbucket;
  private BitbucketHttp http;

  @BeforeEach
  void open() throws Exception {
    driver = new StatusDriver(stateDir);
    bitbucket = new FakeBitbucket();
    http =
        new BitbucketHttp(
            HttpClient.create(null, BitbucketHttp.configuration(BUDGET)),
            new OpenGate(),
            Tracing.off());
  }

  @AfterEach
  void close() {
    driver.close();
    http.close();
    bitbucket.close();
  }

  @Test
  void twoLongKeysAreShortenedToDifferentOnes() {
    String slug = "network-of-the-third-data-centre-in-frankfurt";
    driver.decide(
        Decisions.cloud(INDIVIDUAL)
            .started(slug + "-blue", TRACKED)
            .started(slug + "-green", TRACKED));

    List<String> keys = driver.keys();
    assertThat(keys).hasSize(2).doesNotHaveDuplicates().allMatch(key -> key.length() == 40);
  }

  @Test
  void ourOwnStatusesThatComeBackAsEventsPostNothing() {
    driver.decide(
        Decisions.cloud(ALL).event("repo:commit_status_created").ignored("network", TRACKED));
    driver.decide(Decisions.cloud(ALL).event("repo:commit_status_updated"));

    assertThat(driver.statuses()).isEmpty();
    assertThat(driver.deadLetters()).isEmpty();
  }

  @Test
  void aPushAndItsPullRequestDoNotCountOneTargetTwice() {
    driver.decide(Decisions.cloud(AGGREGATED).started("network", PROPOSED));
    driver.decide(Decisions.cloud(AGGREGATED).delivery("d-2").started("network", PROPOSED));

    assertThat(driver.shown()).contains("spacelift/proposed: 1 in progress INPROGRESS");
    assertThat(driver.shown()).isEmpty();
  }

  @Test
  void windowsLineEndsDoNotReachADescription() {
    Decisions decision = Decisions.cloud(INDIVIDUAL).started("network", TRACKED);
    driver.decide(decision);
    driver.update(
        RunUpdate.newBuilder()
            .setRunId(decision.run("network", TRACKED))
            .setState("FAILED")
            .setStateVersion(1)
            .setMessage("first\r\nsecond"));

    assertThat(driver.statuses()).extracting(CommitStatus::getDescription).endsWith("first second");
  }

  @Test
  void aServersContextPathIsKeptInCallsAndLinks() throws Exception {
    post("/stash/", "DEV", CheckState.IN_PROGRESS);

    assertThat(bitbucket.posts().getFirst().path())
        .startsWith("/stash/rest/api/latest/projects/DEV/repos/live/commits/");
    assertThat(new CommitPage("https://git.example.com/stash/").of(place("DEV"), null))
        .startsWith("https://git.example.com/stash/projects/DEV/repos/live/commits/");
  }

  @Test
  void aPersonalProjectKeepsItsTildeAndItsCaseAndIsOneProject() throws Exception {
    post("", "~John.Doe", CheckState.IN_PROGRESS);

    assertThat(bitbucket.posts().getFirst().path()).contains("/projects/~John.Doe/repos/");
    assertThat(place("~John.Doe").key()).isEqualTo(place("~JOHN.DOE").key());
  }

  @Test
  void aCommitThatBitbucketDoesNotKnowIsNotAskedForEver() throws Exception {
    bitbucket.answers("POST", 404, Map.of(), "{\"errors\":[{\"message\":\"no such commit\"}]}");

    assertThat(post("", "DEV", CheckState.IN_PROGRESS)).isInstanceOf(PostResult.Refused.class);
  }

  @Test
  void whatAnswersHoldBesideWhatWeKnowIsReadOver() throws Exception {
    bitbucket.answersPath(
        "/build/capabilities",
        "{\"new\":null,\"buildStatus\":"
            + "[\"richBuildStatus\",null,{\"a\":[]},\"cancelledStatus\"]}");

    assertThat(post("", "DEV", CheckState.STOPPED)).isEqualTo(new PostResult.Delivered(201));
    assertThat(bitbucket.requests.getLast().body()).contains("\"state\":\"CANCELLED\"");
  }

  @Test
  void aMissingPermissionIs401AndNotTakenForBadCredentials() throws Exception {
    String exception = "com.atlassian.bitbucket.AuthorisationException";
    bitbucket.answers(
        "POST", 401, Map.of(), "{\"errors\":[{\"exceptionName\":\"" + exception + "\"}]}");

    assertThat(post("", "DEV", CheckState.IN_PROGRESS))
        .isInstanceOfSatisfying(
            PostResult.Unauthorized.class,
            refused -> assertThat(refused.refused()).isEqualTo(PostResult.Refusal.PLACE));
  }

  private PostResult post(String contextPath, String project, CheckState state) throws Exception {
    IntegrationFacts facts =
        new IntegrationFacts(
            BitbucketProduct.DATA_CENTER, bitbucket.url() + contextPath, null, 1, 1);
    Appearance shown = new Appearance("name", state, "text", "https://x.example", null);
    return new StatusPoster(
            (account, id) -> Optional.of(facts),
            new Keysets()
                .holding(
                    "{\"kind\":\"ACCESS_TOKEN\",\"username\":\"ops\",\"accessToken\":\"s3cret\"}"),
            URI.create("https://unused.example"),
            http,
            BUDGET,
            () -> Decisions.AT)
        .post(
            new BuildStatus(
                place(project), null, "spacelift/network", shown, null, 1, Decisions.AT),
            Priority.TERMINAL);
  }

  private static CommitPlace place(String project) {
    return new CommitPlace(
        new AccountId("acme"),
        "int-a",
        BitbucketProduct.DATA_CENTER,
        project,
        "live",
        new CommitSha(Decisions.COMMIT));
  }
}
