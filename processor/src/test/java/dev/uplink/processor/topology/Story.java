package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.metrics.Meters;
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
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.StreamsProperties;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The topology with its topics, told in the words of a story. Time stands still unless moved. */
final class Story implements AutoCloseable {
  static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  static final Retention RETENTION = new Retention(Duration.ofDays(14), Duration.ofDays(90));

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  final List<DeadLetter> catalogueFaults = new ArrayList<>();
  private final AvroSerdes serdes = AvroSerdes.over(registry);
  private final DeadLetters deadLetters = new DeadLetters("processor", serdes);
  private final List<Consumer<Story>> catalogue = new ArrayList<>();
  private final StoreSuppliers suppliers;
  private final TopologyTestDriver driver;
  private Instant now = START;

  Story() {
    this(new InMemory());
  }

  Story(StoreSuppliers suppliers) {
    this.suppliers = suppliers;
    RunTopology topology =
        new RunTopology(
            serdes,
            suppliers,
            RETENTION,
            deadLetters,
            (origin, reason, failure, key, value) ->
                catalogueFaults.add(
                    deadLetters.letter(
                        origin, "catalogue", reason, "" + failure, failure, key, value)),
            new Meters(meters),
            2,
            () -> now);
    driver = new TopologyTestDriver(topology.get(), properties(), START);
  }

  /** As production builds it, but for what cannot be seen in its description. */
  static Topology topology() {
    AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
    return new RunTopology(
            serdes,
            new InMemory(),
            RETENTION,
            new DeadLetters("processor", serdes),
            (origin, reason, failure, key, value) -> {},
            new Meters(new SimpleMeterRegistry()),
            2,
            () -> START)
        .get();
  }

  private Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "uplink-processor");
    properties.putAll(StreamsProperties.guarantees());
    // Within transactions the test driver forgets what an exception handler wrote.
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    properties.putAll(StreamsProperties.handlers(deadLetters));
    return properties;
  }

  /** Puts the entity on its topic, under {@code {accountId}/{id}}. */
  <T extends SpecificRecord> Story publish(Topic<T> topic, String id, @Nullable T entity) {
    catalogue.add(story -> story.publish(topic, id, entity));
    input(topic).pipeInput(Samples.ACCOUNT + "/" + id, entity, now);
    return this;
  }

  /**
   * Goes on after a restart: what the partition remembers is there as it was, and the catalogue is
   * read again from its topics. What was not read from the topics yet stays with this one.
   */
  Story restarted() {
    Story next = new Story(suppliers);
    catalogue.forEach(published -> published.accept(next));
    next.now = now;
    Remembered.copy(driver, next.driver);
    close();
    return next;
  }

  Story after(Duration time) {
    now = now.plus(time);
    return this;
  }

  /** As {@link #after}, and what waits for the wall clock has its turn. */
  Story passing(Duration time) {
    driver.advanceWallClockTime(time);
    return after(time);
  }

  /** The host's clock goes on, and no time passes elsewhere. */
  Story wallClock(Duration ahead) {
    driver.advanceWallClockTime(ahead);
    return this;
  }

  /** One that another instance wrote. */
  Story command(RunCommand command) {
    input(Topics.RUN_COMMANDS).pipeInput(command.getTargetId(), command, now);
    return this;
  }

  Story update(RunUpdate update) {
    input(Topics.RUN_UPDATES).pipeInput(update.getRunId(), update, now);
    return this;
  }

  Story deliver(RawWebhook webhook) {
    return deliver(webhook.getRepositoryKey(), webhook);
  }

  Story deliver(String key, @Nullable RawWebhook webhook) {
    input(Topics.WEBHOOKS).pipeInput(key, webhook, now);
    return this;
  }

  Story trigger(TriggerRequest request) {
    input(Topics.TRIGGER_REQUESTS).pipeInput(request.getRepositoryKey(), request, now);
    return this;
  }

  /** The notifier's answer to a question. */
  Story answer(LookupResult result) {
    input(Topics.LOOKUP_RESULTS).pipeInput(result.getRepositoryKey(), result, now);
    return this;
  }

  /** What was asked of Bitbucket since the last look. */
  List<LookupRequest> questions() {
    return output(Topics.LOOKUP_REQUESTS).readValuesToList();
  }

  /** Any bytes on any topic. */
  Story raw(Topic<?> topic, String key, byte @Nullable [] bytes) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, bytes, now);
    return this;
  }

  List<String> keys(String store) {
    return Remembered.keys(driver.getKeyValueStore(store));
  }

  /** Changes rows of a store, as another version or a fault might have written them. */
  Story rewrite(String store, String prefix, UnaryOperator<String> change) {
    Remembered.rewrite(driver.getKeyValueStore(store), prefix, change);
    return this;
  }

  List<Decision> decisions() {
    return output(Topics.DECISIONS).readValuesToList();
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
    return meters.find(counter).counters().stream().mapToDouble(Counter::count).sum();
  }

  List<RunCommand> commands() {
    return output(Topics.RUN_COMMANDS).readValuesToList();
  }

  List<Rejection> rejections() {
    return output(Topics.REJECTIONS).readValuesToList();
  }

  List<DeadLetter> deadLetters() {
    return output(Topics.DEAD_LETTERS).readValuesToList();
  }

  <T extends SpecificRecord> TestOutputTopic<String, T> output(Topic<T> topic) {
    return driver.createOutputTopic(
        topic.name(), new StringDeserializer(), serdes.deserializer(topic));
  }

  /** Reads back what a dead letter keeps. */
  RawWebhook webhook(ByteBuffer value) {
    byte[] bytes = new byte[value.remaining()];
    value.get(bytes);
    return serdes.deserializer(Topics.WEBHOOKS).deserialize(Topics.WEBHOOKS.name(), bytes);
  }

  private <T extends SpecificRecord> TestInputTopic<String, T> input(Topic<T> topic) {
    return driver.createInputTopic(topic.name(), new StringSerializer(), serdes.serializer(topic));
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
    driver.close();
  }
}
