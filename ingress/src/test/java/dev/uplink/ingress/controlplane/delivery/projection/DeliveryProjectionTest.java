package dev.uplink.ingress.controlplane.delivery.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeliveryProjectionTest {
  private static final TopicPartition WEBHOOKS = new TopicPartition(Topics.WEBHOOKS.name(), 0);

  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AvroSerdes serdes = AvroSerdes.over(registry);
  private final List<String> written = new CopyOnWriteArrayList<>();
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean databaseIsAway;
  private final DeliveryProjection<News> projection =
      new DeliveryProjection<>(
          "deliveries",
          () -> consumer,
          DeliveryTopics.reader(
              serdes,
              new SkippedNews(new SimpleMeterRegistry()),
              new DeadLetterCount(new SimpleMeterRegistry())),
          this::write,
          Duration.ofMillis(20));

  @BeforeEach
  void assign() {
    consumer.schedulePollTask(
        () -> {
          consumer.rebalance(Set.of(WEBHOOKS));
          consumer.updateBeginningOffsets(Map.of(WEBHOOKS, 0L));
        });
  }

  @AfterEach
  void close() {
    projection.close();
  }

  @Test
  void whatIsWrittenIsCommitted() {
    tell(0, "d1");
    tell(1, "d2");
    projection.start();

    await().until(() -> committed() == 2);
    assertThat(written).containsExactly("d1", "d2");
  }

  @Test
  void withoutTheDatabaseItWaitsAndCommitsNothing() {
    databaseIsAway = true;
    tell(0, "d1");
    projection.start();

    await().until(() -> refusals.get() > 0);
    assertThat(committed()).isZero();
  }

  @Test
  void whatWasRewoundIsToldAgainByKafka() {
    databaseIsAway = true;
    tell(0, "d1");
    projection.start();
    await().until(() -> refusals.get() > 0);

    databaseIsAway = false;
    // A real broker has the record still; this one gives each only once.
    consumer.schedulePollTask(
        () -> {
          assertThat(consumer.position(WEBHOOKS)).isZero();
          consumer.addRecord(record(0, "d1"));
        });

    await().until(() -> committed() == 1);
    assertThat(written).containsExactly("d1");
  }

  private void write(List<News> news) {
    if (databaseIsAway) {
      refusals.incrementAndGet();
      throw new NewsNotWrittenException(new IllegalStateException("away"));
    }
    news.forEach(one -> written.add(one.subject().id()));
  }

  private void tell(long offset, String deliveryId) {
    consumer.schedulePollTask(() -> consumer.addRecord(record(offset, deliveryId)));
  }

  private ConsumerRecord<String, byte[]> record(long offset, String deliveryId) {
    byte[] bytes =
        serdes
            .serializer(Topics.WEBHOOKS)
            .serialize(WEBHOOKS.topic(), Told.webhook(deliveryId, "int"));
    return new ConsumerRecord<>(WEBHOOKS.topic(), 0, offset, Told.REPOSITORY, bytes);
  }

  private long committed() {
    OffsetAndMetadata offset = consumer.committed(Set.of(WEBHOOKS)).get(WEBHOOKS);
    return offset == null ? 0 : offset.offset();
  }
}
