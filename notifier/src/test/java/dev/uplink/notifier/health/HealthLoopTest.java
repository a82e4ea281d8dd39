package dev.uplink.notifier.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.notifier.bitbucket.reader.Finding;
import dev.uplink.notifier.delivery.Backlogs;
import dev.uplink.notifier.probe.Check;
import dev.uplink.notifier.probe.Findings;
import dev.uplink.notifier.probe.Probe;
import dev.uplink.notifier.probe.ProbeRequest;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.notifier.quota.QuotaLimits;
import dev.uplink.schemas.avro.IntegrationHealth;
import dev.uplink.schemas.avro.IntegrationQueue;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.RegistryUnavailableException;
import dev.uplink.schemas.serde.SchemaRegistry;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class HealthLoopTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String TOPIC = Topics.INTEGRATION_HEALTH.name();
  private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);
  private static final AccountId ACCOUNT = new AccountId("acme");

  private final InMemorySchemaRegistry schemas = new InMemorySchemaRegistry();
  private final AvroSerdes serdes = AvroSerdes.over(schemas);
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  /**
   * Nobody else would write its queue again before there is something new to say of it. What was
   * heard before is not read again, or a registry that is away for long would have it read over and
   * over.
   */
  @Test
  void aSchemaThatCannotBeHadForAMomentMakesNobodyForgetWhatOthersKnow() throws Exception {
    byte[] before = written(Health.succeeded(ACCOUNT, "int-b", NOW));
    byte[] known = written(lateAtAnother());
    known[4] = (byte) schemas.register("later", later());
    AtomicInteger beginnings = new AtomicInteger();
    HealthLoop loop =
        new HealthLoop(
            "me",
            () -> {
              beginnings.incrementAndGet();
              return reading(List.of("int-b", "int-a"), List.of(before, known));
            },
            producer,
            AvroSerdes.over(withoutLaterAtFirst()),
            (account, id) -> Optional.empty(),
            new Backlogs(new SimpleMeterRegistry(), () -> NOW),
            new Budgets(new QuotaLimits(1_000, 60, 5), () -> 0.0, () -> 0),
            new SimpleMeterRegistry(),
            () -> NOW);
    var _ = loop.notingProbes(probe -> working()).apply(probe());
    Thread thread = Thread.ofPlatform().start(loop);
    try {
      await().atMost(Duration.ofSeconds(30)).until(() -> !producer.history().isEmpty());
    } finally {
      loop.close();
      thread.join();
    }

    IntegrationHealth told =
        serdes
            .deserializer(Topics.INTEGRATION_HEALTH)
            .deserialize(TOPIC, producer.history().getFirst().value());
    assertThat(told.getLastSuccessAt()).isEqualTo(NOW);
    assertThat(told.getQueues())
        .extracting(IntegrationQueue::getNotifier)
        .containsExactly("another", "me");
    assertThat(beginnings).hasValue(1);
  }

  private static Health lateAtAnother() {
    return Health.unknown(ACCOUNT, "int-a")
        .with("another", new QueuePart(3, NOW.minusSeconds(90), "it is down", null, NOW));
  }

  private static Probe probe() {
    return new Probe(
        "probe-1",
        ACCOUNT,
        "int-a",
        1,
        NOW,
        Duration.ofSeconds(10),
        new ProbeRequest.Test(List.of(), List.of()));
  }

  private static Findings working() {
    return new Findings(
        List.of(new Check(Check.Kind.CREDENTIALS, null, Finding.passed("ok"))), null);
  }

  private byte[] written(Health health) {
    return serdes
        .serializer(Topics.INTEGRATION_HEALTH)
        .serialize(TOPIC, HealthMapper.toRecord(health, NOW));
  }

  /** That of a later version, which nobody asked for yet. */
  private static Schema later() {
    Schema later = new Schema.Parser().parse(IntegrationHealth.getClassSchema().toString());
    later.addProp("version", "later");
    return later;
  }

  private static Consumer<byte[], byte[]> reading(List<String> keys, List<byte[]> values) {
    MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    Node node = new Node(0, "localhost", 9092);
    consumer.updatePartitions(
        TOPIC, List.of(new PartitionInfo(TOPIC, 0, node, new Node[] {node}, new Node[] {node})));
    consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
    consumer.updateEndOffsets(Map.of(PARTITION, (long) values.size()));
    offer(consumer, keys, values);
    return consumer;
  }

  /** At every poll, since the mock gives each record once, also to whoever seeks back to it. */
  private static void offer(
      MockConsumer<byte[], byte[]> consumer, List<String> keys, List<byte[]> values) {
    consumer.schedulePollTask(
        () -> {
          for (int offset = 0; offset < values.size(); offset++) {
            consumer.addRecord(
                new ConsumerRecord<>(
                    TOPIC, 0, offset, keys.get(offset).getBytes(UTF_8), values.get(offset)));
          }
          offer(consumer, keys, values);
        });
  }

  private SchemaRegistry withoutLaterAtFirst() {
    AtomicBoolean isAway = new AtomicBoolean(true);
    return new SchemaRegistry() {
      @Override
      public int idOf(String subject, Schema schema) {
        return schemas.idOf(subject, schema);
      }

      @Override
      public Schema schemaOf(int id) {
        Schema schema = schemas.schemaOf(id);
        if (schema.getObjectProp("version") != null && isAway.getAndSet(false)) {
          throw new RegistryUnavailableException("the registry is away");
        }
        return schema;
      }

      @Override
      public int register(String subject, Schema schema) {
        return schemas.register(subject, schema);
      }

      @Override
      public void requireFullCompatibility(String subject) {
        schemas.requireFullCompatibility(subject);
      }
    };
  }
}
