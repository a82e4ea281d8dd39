package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The topology with its topics, told in the words of a story. Time stands still unless moved. */
final class Story implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Retention RETENTION = new Retention(Duration.ofDays(14), Duration.ofDays(90));

  final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  final List<DeadLetter> catalogueFaults = new ArrayList<>();
  private final List<Consumer<Story>> catalogue = new ArrayList<>();
  private final StoreSuppliers suppliers;
  private final Tracing tracing;
  private final Stage stage;
  private Instant now = START;

  Story() {
    this(new InMemory());
  }

  Story(StoreSuppliers suppliers) {
    this(suppliers, Tracing.off());
  }

  Story(StoreSuppliers suppliers, Tracing tracing) {
    this.suppliers = suppliers;
    this.tracing = tracing;
    stage = new Stage(registry, suppliers, () -> now, catalogueFaults::add, tracing);
  }

  /** Puts the entity on its topic, under {@code {accountId}/{id}}. */
  <T extends SpecificRecord> Story publish(Topic<T> topic, String id, @Nullable T entity) {
    catalogue.add(story -> story.publish(topic, id, entity));
    stage.input(topic).pipeInput(Samples.ACCOUNT + "/" + id, entity, now);
    return this;
  }

  /**
   * Goes on after a restart: what the partition remembers is there as it was, and the catalogue is
   * read again from its topics. What was not read from the topics yet stays with this one.
   */
  Story restarted() {
    Story next = new Story(suppliers, tracing);
    catalogue.forEach(published -> published.accept(next));
    next.now = now;
    Remembered.copy(stage.driver(), next.stage.driver());
    close();
    return next;
  }

  /** What it would go on with after a restart, as rows. */
  ReleasedState state() {
    return ReleasedState.remembered(stage.driver());
  }

  /** Goes on with what another one remembered. */
  Story knowing(ReleasedState state) {
    state.into(stage.driver());
    return this;
  }

  Story after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** As {@link #after}, and what waits for the wall clock has its turn. */
  Story passing(Duration time) {
    stage.driver().advanceWallClockTime(time);
    return after(time);
  }

  /** The host's clock goes on, and no time passes elsewhere. */
  Story wallClock(Duration ahead) {
    stage.driver().advanceWallClockTime(ahead);
    return this;
  }

  /** A run that another instance has started, which this one takes over from. */
  Story takesOver(RunCommand start) {
    stage.driver().<String, RunCommand>getKeyValueStore("runs-open").put(start.getRunId(), start);
    return this;
  }

  Story update(RunUpdate update) {
    stage.input(Topics.RUN_UPDATES).pipeInput(update.getRunId(), update, now);
    return this;
  }

  Story deliver(RawWebhook webhook) {
    return deliver(webhook.getRepositoryKey(), webhook);
  }

  Story deliver(String key, @Nullable RawWebhook webhook) {
    stage.input(Topics.WEBHOOKS).pipeInput(key, webhook, now);
    return this;
  }

  Story trigger(TriggerRequest request) {
    stage.input(Topics.TRIGGER_REQUESTS).pipeInput(request.getRepositoryKey(), request, now);
    return this;
  }

  /** With the headers that ingress gives it. */
  Story deliver(RawWebhook webhook, Lineage lineage) {
    Headers headers = new RecordHeaders();
    lineage.writeTo(headers);
    stage
        .input(Topics.WEBHOOKS)
        .pipeInput(new TestRecord<>(webhook.getRepositoryKey(), webhook, headers, now));
    return this;
  }

  /** What was written to the topic since the last look. */
  <T extends SpecificRecord> List<TestRecord<String, T>> written(Topic<T> topic) {
    return stage.output(topic).readRecordsToList();
  }

  /** The notifier's answer to a question. */
  Story answer(LookupResult result) {
    stage.input(Topics.LOOKUP_RESULTS).pipeInput(result.getRepositoryKey(), result, now);
    return this;
  }

  /** What was asked of Bitbucket since the last look. */
  List<LookupRequest> questions() {
    return stage.output(Topics.LOOKUP_REQUESTS).readValuesToList();
  }

  /** Any bytes on any topic. */
  Story raw(Topic<?> topic, String key, byte @Nullable [] bytes) {
    stage.raw(topic).pipeInput(key, bytes, now);
    return this;
  }

  List<String> keys(String store) {
    return Remembered.keys(stage.driver().getKeyValueStore(store));
  }

  /** Changes rows of a store, as another version or a fault might have written them. */
  Story rewrite(String store, String prefix, UnaryOperator<String> change) {
    Remembered.rewrite(stage.driver().getKeyValueStore(store), prefix, change);
    return this;
  }

  List<Decision> decisions() {
    return stage.output(Topics.DECISIONS).readValuesToList();
  }

  /** The only decision since the last look. */
  Decision decision() {
    List<Decision> decisions = decisions();
    if (decisions.size() != 1) {
      throw new AssertionError("expected one decision: " + decisions);
    }
    return decisions.getFirst();
  }

  /** Of the only decision since the last look, as "slug OUTCOME REASON". */
  List<String> outcomes() {
    return texts(decision());
  }

  static List<String> texts(Decision decision) {
    return decision.getOutcomes().stream().map(Story::text).toList();
  }

  /** Of all labels together. */
  double count(String counter) {
    return stage.meters().find(counter).counters().stream().mapToDouble(Counter::count).sum();
  }

  /** Of one label. */
  double count(String counter, String label, Enum<?> value) {
    return stage.meters().get(counter).tag(label, value.name()).counter().count();
  }

  /** How long the decisions took that were made, all together. */
  Duration decisionDelay() {
    return Duration.ofMillis(
        (long)
            stage
                .meters()
                .get("uplink.processor.decision.delay")
                .timer()
                .totalTime(TimeUnit.MILLISECONDS));
  }

  List<RunCommand> commands() {
    return stage.output(Topics.RUN_COMMANDS).readValuesToList();
  }

  List<Rejection> rejections() {
    return stage.output(Topics.REJECTIONS).readValuesToList();
  }

  List<DeadLetter> deadLetters() {
    return stage.output(Topics.DEAD_LETTERS).readValuesToList();
  }

  <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic<T> topic) {
    return stage.output(topic);
  }

  /** Reads back what a dead letter keeps. */
  RawWebhook webhook(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return stage.read(Topics.WEBHOOKS, bytes);
  }

  private static String text(DecisionOutcome outcome) {
    String what = outcome.getTargetSlug() + " " + outcome.getOutcome();
    Object why = outcome.getReason() == null ? outcome.getRunType() : outcome.getReason();
    return what + " " + why;
  }

  static RawWebhook webhook(
      RepositoryKey key, String deliveryId, String integrationId, String eventKey, String body) {
    Provider provider = key.product().provider();
    return RawWebhook.newBuilder()
        .setDeliveryId(deliveryId)
        .setAccountId(key.account().value())
        .setIntegrationId(integrationId)
        .setProvider(provider)
        .setRepositoryKey(key.toString())
        .setEventKey(eventKey)
        .setSecretId("secret")
        .setReceivedAt(START)
        .setBody(ByteBuffer.wrap(body.getBytes(UTF_8)))
        .build();
  }

  @Override
  public void close() {
    stage.close();
  }
}
