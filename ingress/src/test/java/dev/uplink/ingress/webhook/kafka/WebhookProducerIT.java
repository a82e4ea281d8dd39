package dev.uplink.ingress.webhook.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.Requests;
import dev.uplink.ingress.webhook.WebhookPublisher.PublishOutcome;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.fixture.part.EmbeddedKafka;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaAlteration.Op;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Publishing against a real broker, also while it is away. */
class WebhookProducerIT {
  private static final Duration TIMEOUT = Duration.ofSeconds(2);
  private static final int BUFFER = 8 * 1024 * 1024;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final AvroSerdes serdes = AvroSerdes.over(new InMemorySchemaRegistry());
  private EmbeddedKafka broker;
  private Admin admin;
  private RenewedProducer producer;
  private KafkaWebhookPublisher publisher;

  @BeforeEach
  void start(@TempDir Path folder) {
    broker = new EmbeddedKafka(folder);
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    broker.create(List.of(Topics.WEBHOOKS));
    producer = producerWaiting(TIMEOUT);
    publisher = publisher(producer, TIMEOUT);
  }

  private RenewedProducer producerWaiting(Duration timeout) {
    return WebhookProducer.start(
        KafkaAccess.open(broker.bootstrapServers()),
        () -> serdes.serializer(Topics.WEBHOOKS),
        Topics.WEBHOOKS,
        timeout,
        BUFFER);
  }

  private static KafkaWebhookPublisher publisher(RenewedProducer producer, Duration timeout) {
    return new KafkaWebhookPublisher(producer, Topics.WEBHOOKS, timeout, Tracing.off());
  }

  @AfterEach
  void stop() {
    publisher.close();
    admin.close();
    broker.close();
  }

  @Test
  void theFirstAndTheLargestWebhookAreStoredAsSent() {
    // The first has to find the broker and the topic.
    publisher.close();
    publisher = publisher(producerWaiting(PATIENCE), PATIENCE);
    Delivery small = Requests.delivery("{}".getBytes(UTF_8));
    Delivery largest = Requests.delivery(new byte[Limits.WEBHOOK_BODY_BYTES]);

    assertThat(publish(small).join()).isEqualTo(PublishOutcome.ACKNOWLEDGED);
    assertThat(publish(largest).join()).isEqualTo(PublishOutcome.ACKNOWLEDGED);

    List<ConsumerRecord<String, RawWebhook>> records = read(2);
    assertThat(records)
        .extracting(record -> record.value().getDeliveryId())
        .containsExactly(small.id().value(), largest.id().value());
    assertThat(records).allMatch(record -> record.timestampType() == TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void whileTheBrokerIsAwayNothingWaitsLongerThanTheBound() {
    broker.close();

    CompletableFuture<PublishOutcome> outcome = publish(Requests.delivery("{}".getBytes(UTF_8)));

    assertThat(outcome)
        .succeedsWithin(TIMEOUT.plusSeconds(5))
        .isEqualTo(PublishOutcome.NOT_ACKNOWLEDGED);
    broker.restart();
    await()
        .atMost(PATIENCE)
        .until(
            () -> publish(Requests.delivery("[]".getBytes(UTF_8))).join(),
            PublishOutcome.ACKNOWLEDGED::equals);
  }

  @Test
  void aBrokerThatComesBackInTimeIsWaitedFor() {
    publisher.close();
    publisher = publisher(producerWaiting(PATIENCE), PATIENCE);
    broker.close();
    CompletableFuture<PublishOutcome> outcome = publish(Requests.delivery("[]".getBytes(UTF_8)));

    broker.restart();

    assertThat(outcome).succeedsWithin(PATIENCE).isEqualTo(PublishOutcome.ACKNOWLEDGED);
  }

  /** As after an error that is fatal to it: every send fails at once, and so it would for ever. */
  @Test
  void aProducerThatBrokeForGoodIsReplaced() {
    producer.current().close();
    assertThat(publish(Requests.delivery("{}".getBytes(UTF_8))).join())
        .isEqualTo(PublishOutcome.NOT_ACKNOWLEDGED);

    await()
        .atMost(PATIENCE)
        .until(
            () -> publish(Requests.delivery("[]".getBytes(UTF_8))).join(),
            PublishOutcome.ACKNOWLEDGED::equals);
  }

  @Test
  void moreThanTheBufferHoldsIsRefusedAtOnce() {
    throttle();
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                publish(Requests.delivery("{}".getBytes(UTF_8)))
                    .thenCompose(first -> publish(Requests.delivery(new byte[1_000])))
                    .orTimeout(500, TimeUnit.MILLISECONDS)
                    .handle((outcome, late) -> late != null)
                    .join());
    List<CompletableFuture<PublishOutcome>> outcomes = new ArrayList<>();
    for (int webhook = 0; webhook < 6; webhook++) {
      outcomes.add(publish(Requests.delivery(new byte[Limits.WEBHOOK_BODY_BYTES])));
    }

    assertThat(outcomes.getFirst()).isNotDone();
    assertThat(outcomes.getLast()).isCompletedWithValue(PublishOutcome.FULL);
  }

  /** From the next record on the producer has to wait before it may send another. */
  private void throttle() {
    ClientQuotaEntity producer =
        new ClientQuotaEntity(Map.of(ClientQuotaEntity.CLIENT_ID, WebhookProducer.CLIENT_ID));
    Op slow = new Op("producer_byte_rate", 1.0);
    admin
        .alterClientQuotas(List.of(new ClientQuotaAlteration(producer, List.of(slow))))
        .all()
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }

  private CompletableFuture<PublishOutcome> publish(Delivery delivery) {
    return publisher.publish(delivery).toCompletableFuture();
  }

  private List<ConsumerRecord<String, RawWebhook>> read(int count) {
    List<ConsumerRecord<String, RawWebhook>> records = new ArrayList<>();
    try (KafkaConsumer<String, RawWebhook> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new StringDeserializer(),
            serdes.deserializer(Topics.WEBHOOKS))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.WEBHOOKS.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
                return records.size() >= count;
              });
    }
    return records;
  }
}
