package dev.uplink.notifier.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.aggregate.SilenceLimits;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology without a broker: topics go in, topics come out. */
final class StatusDriver implements AutoCloseable {
  private static final AvroSerdes SERDES = StatusStage.SERDES;

  static final SilenceLimits PATIENCE = StatusStage.PATIENCE;

  private final Path stateDir;
  private final Tracing tracing;
  private Instant now = Decisions.AT;
  private int updates;
  private int pages;
  private final Links links;
  TopologyTestDriver driver;

  /** What integrations could not be read, as the reason and the origin. */
  final List<String> unreadable = new ArrayList<>();

  StatusDriver(Path stateDir) {
    this(stateDir, new Links(null));
  }

  StatusDriver(Path stateDir, Links links) {
    this(stateDir, links, Tracing.off());
  }

  StatusDriver(Path stateDir, Links links, Tracing tracing) {
    this.tracing = tracing;
    this.stateDir = stateDir;
    this.links = links;
    driver = open();
  }

  private TopologyTestDriver open() {
    StatusRules rules = new StatusRules(links, () -> "page-" + ++pages, PATIENCE);
    return StatusStage.open(StatusStage.topology(this::unreadable, rules, tracing), stateDir, now);
  }

  private void unreadable(
      Origin origin, DeadLetterReason reason, RuntimeException failure, byte[] key, byte[] value) {
    unreadable.add(reason + " " + origin.key() + " " + new String(value, UTF_8));
  }

  void decide(Decisions decisions) {
    decide(decisions, Decisions.AT);
  }

  void decide(Decisions decisions, Instant at) {
    byte[] value =
        SERDES.serializer(Topics.DECISIONS).serialize(Topics.DECISIONS.name(), decisions.build());
    pipe(Topics.DECISIONS.name(), decisions.key().toString(), value, at);
  }

  void decide(Decisions decisions, Headers headers) {
    byte[] value =
        SERDES.serializer(Topics.DECISIONS).serialize(Topics.DECISIONS.name(), decisions.build());
    pipe(
        Topics.DECISIONS.name(),
        new TestRecord<>(decisions.key().toString(), value, headers, Decisions.AT));
  }

  void update(RunUpdate.Builder update, Headers headers) {
    RunUpdate record = update.setAt(Decisions.AT.plusSeconds(60)).build();
    pipe(
        Topics.RUN_UPDATES.name(),
        new TestRecord<>(record.getRunId(), bytes(record), headers, Decisions.AT));
  }

  void update(String run, String state, long version) {
    update(RunUpdate.newBuilder().setRunId(run).setState(state).setStateVersion(version));
  }

  void update(RunUpdate.Builder update) {
    RunUpdate record = update.setAt(Decisions.AT.plusSeconds(60)).build();
    pipe(Topics.RUN_UPDATES.name(), record.getRunId(), bytes(record), Decisions.AT);
  }

  /** The processor stops a run. */
  void stop(String run, String reason) {
    command(run, RunAction.STOP, reason);
  }

  void command(String run, RunAction action, @Nullable String reason) {
    command(Samples.command(run, action, reason, now));
  }

  void command(RunCommand command) {
    byte[] value =
        SERDES.serializer(Topics.RUN_COMMANDS).serialize(Topics.RUN_COMMANDS.name(), command);
    pipe(Topics.RUN_COMMANDS.name(), command.getTargetId(), value, now);
  }

  /** What posting would know of an integration. */
  Optional<Integration> integration(String id) {
    return KeepIntegrations.find(
        driver.getKeyValueStore(KeepIntegrations.STORE), "acme/" + id, () -> now);
  }

  void deleteIntegration(String id) {
    pipe(Topics.INTEGRATIONS.name(), "acme/" + id, null, now);
  }

  static byte[] bytes(RunUpdate record) {
    return SERDES.serializer(Topics.RUN_UPDATES).serialize(Topics.RUN_UPDATES.name(), record);
  }

  static byte[] aDecision() {
    return SERDES
        .serializer(Topics.DECISIONS)
        .serialize(Topics.DECISIONS.name(), Decisions.cloud(VcsChecks.ALL).build());
  }

  void pipe(String topic, @Nullable String key, byte @Nullable [] value, Instant at) {
    pipe(topic, new TestRecord<>(key, value, at));
  }

  void pipe(String topic, TestRecord<String, byte[]> record) {
    updates += topic.equals(Topics.RUN_UPDATES.name()) ? 1 : 0;
    driver
        .createInputTopic(topic, new StringSerializer(), new ByteArraySerializer())
        .pipeInput(record);
  }

  void integration(String id, String userFacingHost, long revision) {
    driver
        .createInputTopic(
            Topics.INTEGRATIONS.name(),
            new StringSerializer(),
            SERDES.serializer(Topics.INTEGRATIONS))
        .pipeInput("acme/" + id, Samples.integration(id, userFacingHost, revision));
  }

  /** Ends the process and begins another on the same rows, as a changelog would restore them. */
  void restart() {
    TopologyTestDriver next;
    Map<String, Map<String, Object>> rows = StatusStage.rows(driver);
    driver.close();
    next = open();
    rows.forEach((store, each) -> each.forEach(next.<String, Object>getKeyValueStore(store)::put));
    driver = next;
    skipOffsets();
  }

  /** The driver counts offsets from zero again, which no topic does: others use them up. */
  private void skipOffsets() {
    int used = updates;
    updates = 0;
    while (updates < used) {
      pipe(Topics.RUN_UPDATES.name(), null, null, now);
    }
    deadLetters();
  }

  /** How many runs are listened for. */
  int silentRuns() {
    return StatusStage.rows(driver, "silences").size();
  }

  void wait(Duration duration) {
    now = now.plus(duration);
    driver.advanceWallClockTime(duration);
  }

  /** Every status written since the last call, oldest first. */
  List<CommitStatus> statuses() {
    return statusRecords().stream().map(TestRecord::value).toList();
  }

  /** The same with keys and headers. */
  List<TestRecord<String, CommitStatus>> statusRecords() {
    return driver
        .createOutputTopic(
            Topics.COMMIT_STATUSES.name(),
            new StringDeserializer(),
            SERDES.deserializer(Topics.COMMIT_STATUSES))
        .readRecordsToList();
  }

  /** Every row of a commit's page written since the last call, null for one that is gone. */
  List<TestRecord<String, @Nullable CommitCheck>> rows() {
    return driver
        .<String, @Nullable CommitCheck>createOutputTopic(
            Topics.COMMIT_CHECKS.name(),
            new StringDeserializer(),
            SERDES.deserializer(Topics.COMMIT_CHECKS))
        .readRecordsToList();
  }

  /** What {@link #rows} says, in a line each, after the target and type. */
  List<String> listed() {
    return rows().stream()
        .map(
            row -> {
              String of = row.key().substring(row.key().indexOf(Decisions.COMMIT) + 41);
              @Nullable CommitCheck check = row.value();
              return check == null
                  ? of + " gone"
                  : "%s %s %s (%s) %d"
                      .formatted(
                          of,
                          check.getRunState(),
                          check.getState(),
                          check.getText(),
                          check.getRevision());
            })
        .toList();
  }

  /** The times of the records of {@link #statuses}. */
  List<Instant> statusTimes() {
    return statusRecords().stream().map(TestRecord::getRecordTime).toList();
  }

  /** What {@link #statuses} says, as people read it. */
  List<String> shown() {
    return statuses().stream().map(status -> status.getName() + " " + status.getState()).toList();
  }

  List<String> keys() {
    return statuses().stream().map(CommitStatus::getKey).toList();
  }

  List<DeadLetter> deadLetters() {
    return driver
        .createOutputTopic(
            Topics.DEAD_LETTERS.name(),
            new ByteArrayDeserializer(),
            SERDES.deserializer(Topics.DEAD_LETTERS))
        .readValuesToList();
  }

  @Override
  public void close() {
    driver.close();
  }
}
