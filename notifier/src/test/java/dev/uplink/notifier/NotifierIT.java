package dev.uplink.notifier;

import static dev.uplink.schemas.avro.RunType.TRACKED;
import static dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.notifier.bitbucket.FakeBitbucket;
import dev.uplink.notifier.topology.Decisions;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.HealthState;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.IntegrationHealth;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.ProbeKind;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.fixture.LogOf;
import dev.uplink.schemas.surroundings.Surroundings;
import dev.uplink.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service on a real broker and a real database, against a fake Bitbucket. */
class NotifierIT {
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final byte[] GARBAGE = "garbage".getBytes(UTF_8);

  @TempDir private Path folder;
  private final Decisions decision = Decisions.cloud(AGGREGATED).started("network", TRACKED);
  private final String run = decision.run("network", TRACKED);
  private RunningNotifier notifier;

  @BeforeEach
  void open() throws Exception {
    notifier = new RunningNotifier(folder);
    notifier.send(Topics.INTEGRATIONS, "acme/int-a", integration());
    notifier.send(Topics.DECISIONS, decision.key().toString(), decision.build());
  }

  @AfterEach
  void close() throws Exception {
    notifier.close();
  }

  @Test
  void aDecisionAndItsUpdatesBecomeStatusesAtBitbucketOnceAlsoOverARestart() throws Exception {
    notifier.start(Map.of());
    awaitStatus("spacelift/tracked: 1 in progress");
    awaitStatus("spacelift/proposed: 0 runs");
    awaitStatus("spacelift/modules: 0 runs");
    eventually(() -> assertThat(notifier.get("/health/readiness")).isEqualTo(200));
    // What it has not noted yet when it ends, it would tell again.
    eventually(() -> assertThat(notifier.read(Topics.STATUS_DELIVERIES)).hasSize(3));

    notifier.stop();
    notifier.start(Map.of());
    notifier.send(Topics.RUN_UPDATES, run, update("FINISHED", 3));

    awaitStatus("spacelift/tracked: 1 succeeded");
    assertThat(notifier.read(Topics.COMMIT_CHECKS))
        .isNotEmpty()
        .allMatch(row -> row.getPageId().matches("[0-9a-f]{32}"));
    assertThat(notifier.get("/prometheus")).isEqualTo(200);
    assertThat(notifier.bitbucket.requests).hasSize(4);
    aProbeIsAnsweredAndTheHealthIsTold();
    lookupsAreAnsweredAndWhatMakesNoSenseIsADeadLetter();
    aDatabaseThatIsAwayIsNamed();
  }

  private void aDatabaseThatIsAwayIsNamed() throws Exception {
    String why = "it cannot be reached: does it run, and is the address right?";
    String meanwhile = "statuses and lookups wait: their credentials cannot be read";
    try (LogOf log = new LogOf(Surroundings.class)) {
      String address = notifier.stopDatabase();

      eventually(
          () -> {
            notifier.bean(Surroundings.class).look();
            assertThat(log.lines())
                .last()
                .isEqualTo(
                    "WARN PostgreSQL at %s (UPLINK_DATABASE_URL) is away: %s. Meanwhile %s"
                        .formatted(address, why, meanwhile));
          });
    }
    assertThat(notifier.get("/health/readiness")).isEqualTo(503);
    JsonNode parts =
        new ObjectMapper().readTree(notifier.body("/health/readiness")).path("details");
    assertThat(parts.path("kafka").path("status").asText()).isEqualTo("UP");
    assertThat(parts.path("schema-registry").path("status").asText()).isEqualTo("UP");
    assertThat(parts.path("database").path("status").asText()).isEqualTo("DOWN");
    assertThat(parts.path("database").path("details").path("why").asText()).isEqualTo(why);
    assertThat(parts.path("database").path("details").path("meanwhile").asText())
        .isEqualTo(meanwhile);
  }

  /** Here, because a broker and a notifier of its own would be dear. */
  private void aProbeIsAnsweredAndTheHealthIsTold() throws Exception {
    notifier.bitbucket.answers("GET", 200, Map.of(), "{\"values\":[{\"name\":\"main\"}]}");

    notifier.send(Topics.INTEGRATION_PROBES, "int-a", probe());

    eventually(
        () ->
            assertThat(notifier.read(Topics.INTEGRATION_PROBE_RESULTS))
                .singleElement()
                .satisfies(result -> assertThat(result.getProbeId()).isEqualTo("probe-1"))
                .satisfies(result -> assertThat(result.getItems()).containsExactly("main"))
                .satisfies(result -> assertThat(result.getIsExact()).isTrue()));
    eventually(
        () ->
            assertThat(notifier.read(Topics.INTEGRATION_HEALTH))
                .extracting(IntegrationHealth::getState)
                .contains(HealthState.HEALTHY));
  }

  private void lookupsAreAnsweredAndWhatMakesNoSenseIsADeadLetter() throws Exception {
    String key = "acme/bitbucket-cloud/acme/live";
    notifier.bitbucket.answersPath(
        "/diffstat/", "{\"values\":[{\"old\":{\"path\":\"a.tf\"},\"new\":{\"path\":\"b.tf\"}}]}");
    notifier.sendBytes(Topics.LOOKUP_REQUESTS, key, GARBAGE);
    notifier.send(Topics.LOOKUP_REQUESTS, key, lookup("no-range").setToSha(null).build());
    notifier.send(Topics.LOOKUP_REQUESTS, key, lookup("files").build());
    notifier.send(Topics.LOOKUP_REQUESTS, key, lookup("files").build());

    eventually(
        () ->
            assertThat(notifier.read(Topics.LOOKUP_RESULTS))
                .hasSize(2)
                .allMatch(result -> result.getLookupId().equals("files"))
                .allMatch(result -> result.getOutcome() == LookupOutcome.ANSWERED)
                .allMatch(result -> result.getPaths().equals(List.of("a.tf", "b.tf"))));
    assertThat(notifier.bitbucket.asked()).filteredOn(it -> it.contains("/diffstat/")).hasSize(1);
    eventually(
        () ->
            assertThat(notifier.read(Topics.DEAD_LETTERS))
                .extracting(DeadLetter::getOriginTopic, DeadLetter::getReason)
                .extracting(Object::toString)
                .containsExactly(
                    letter("lookup-requests", DeadLetterReason.NOT_AVRO),
                    letter("lookup-requests", DeadLetterReason.INVALID_RECORD)));
  }

  @Test
  void badRecordsAreDeadLettersAndHoldUpNothing() throws Exception {
    notifier.sendBytes(Topics.INTEGRATIONS, "acme/int-b", GARBAGE);
    notifier.sendBytes(Topics.DECISIONS, "key", GARBAGE);
    notifier.sendBytes(Topics.DECISIONS, "key", null);
    notifier.sendBytes(Topics.COMMIT_STATUSES, "key", GARBAGE);
    notifier.sendBytes(Topics.RUN_UPDATES, run, GARBAGE);
    notifier.sendBytes(Topics.RUN_UPDATES, run, null);
    notifier.send(Topics.RUN_UPDATES, run, update("EXPLODED", 1));
    notifier.send(Topics.RUN_UPDATES, run, update("FINISHED", -1));
    notifier.start(Map.of());
    notifier.send(Topics.RUN_UPDATES, "another key", update("FINISHED", 3));
    notifier.send(Topics.RUN_UPDATES, run, update("PLANNING", 2));

    awaitStatus("spacelift/tracked: 1 succeeded");
    eventually(
        () ->
            assertThat(notifier.read(Topics.DEAD_LETTERS))
                .extracting(DeadLetter::getOriginTopic, DeadLetter::getReason)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                    letter("integrations", DeadLetterReason.NOT_AVRO),
                    letter("decisions", DeadLetterReason.NOT_AVRO),
                    letter("decisions", DeadLetterReason.UNEXPECTED_TOMBSTONE),
                    letter("commit-statuses", DeadLetterReason.NOT_AVRO),
                    letter("run-updates", DeadLetterReason.NOT_AVRO),
                    letter("run-updates", DeadLetterReason.UNEXPECTED_TOMBSTONE),
                    letter("run-updates", DeadLetterReason.UNKNOWN_RUN_STATE),
                    letter("run-updates", DeadLetterReason.INVALID_RECORD)));
  }

  @Test
  void aBitbucketOnThisMachineIsNotCalledUnlessThatIsAllowed() {
    notifier.start(Map.of("UPLINK_ALLOW_LOOPBACK_HOSTS", "false"));

    eventually(
        () ->
            assertThat(notifier.read(Topics.STATUS_DELIVERIES))
                .hasSize(3)
                .allMatch(delivery -> delivery.getOutcome() == DeliveryOutcome.REFUSED)
                .extracting(StatusDelivery::getDetail)
                .allMatch(
                    detail -> detail != null && detail.contains("localhost is this machine")));
    assertThat(notifier.bitbucket.requests).isEmpty();
  }

  private static String letter(String topic, DeadLetterReason reason) {
    return "(\"uplink.%s\", %s)".formatted(topic, reason);
  }

  private void awaitStatus(String name) {
    eventually(
        () ->
            assertThat(notifier.bitbucket.requests)
                .extracting(FakeBitbucket.Request::body)
                .anyMatch(body -> body.contains("\"name\":\"" + name + "\"")));
  }

  private static void eventually(ThrowingRunnable assertion) {
    await().atMost(PATIENCE).untilAsserted(assertion);
  }

  private RunUpdate update(String state, long version) {
    return RunUpdate.newBuilder()
        .setRunId(run)
        .setState(state)
        .setStateVersion(version)
        .setAt(Decisions.AT)
        .build();
  }

  private static IntegrationProbe probe() {
    return IntegrationProbe.newBuilder()
        .setProbeId("probe-1")
        .setAccountId("acme")
        .setIntegrationId("int-a")
        .setIntegrationRevision(1)
        .setRepositories(List.of())
        .setRequestedBy("root admin")
        .setRequestedAt(Clock.systemUTC().instant())
        .setKind(ProbeKind.BRANCHES)
        .setRepository("acme/live")
        .setQuery("main")
        .setPatienceMillis(60_000)
        .build();
  }

  private static LookupRequest.Builder lookup(String id) {
    return LookupRequest.newBuilder()
        .setLookupId(id)
        .setRepositoryKey("acme/bitbucket-cloud/acme/live")
        .setAccountId("acme")
        .setIntegrationId("int-a")
        .setKind(LookupKind.PUSH_FILES)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("acme")
        .setRepository("live")
        .setFromSha("a".repeat(40))
        .setToSha("b".repeat(40))
        .setRequestedAt(Decisions.AT);
  }

  private static Integration integration() {
    return Integration.newBuilder()
        .setId("int-a")
        .setAccountId("acme")
        .setSlug("slug-of-int-a")
        .setName("int-a")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIsDefault(true)
        .setSpaceId("root")
        .setVcsChecks(AGGREGATED)
        .setUseGitCheckout(false)
        .setLabels(List.of())
        .setDescription("")
        .setCredentialsVersion(1)
        .setRevision(1)
        .setUpdatedAt(Decisions.AT)
        .build();
  }
}
