package dev.uplink.ingress.webhook.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.Requests;
import dev.uplink.ingress.webhook.WebhookPublisher.PublishOutcome;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.RecordHeaderNames;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaWebhookPublisherTest {
  private static final Delivery DELIVERY = Requests.delivery("{}".getBytes(UTF_8));

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final MockProducer<String, RawWebhook> producer =
      new MockProducer<>(
          false,
          null,
          new StringSerializer(),
          AvroSerdes.over(registry).serializer(Topics.WEBHOOKS));
  private final KafkaWebhookPublisher publisher =
      publisherWaiting(Duration.ofMinutes(1), Tracing.off());

  @Test
  void theAnswerWaitsForTheAcknowledgement() {
    CompletableFuture<PublishOutcome> outcome = publish(publisher);
    assertThat(outcome).isNotDone();

    producer.completeNext();

    assertThat(outcome).isCompletedWithValue(PublishOutcome.ACKNOWLEDGED);
  }

  @Test
  void theRecordCarriesTheDelivery() {
    var _ = publish(publisher);

    var record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo(Topics.WEBHOOKS.name());
    assertThat(record.key()).isEqualTo("acme/bitbucket-cloud/acme/network");
    assertThat(record.timestamp()).isNull();
    assertThat(record.headers().lastHeader(RecordHeaderNames.DELIVERY_ID).value())
        .isEqualTo(DELIVERY.id().value().getBytes(UTF_8));
    assertThat(record.headers()).hasSize(1);
  }

  @Test
  void aTraceBeginsWithWhatWasReceivedAndGoesOnInTheRecord() {
    InMemorySpanExporter told = InMemorySpanExporter.create();
    List<SpanData> spans;
    try (Tracing tracing = Tracing.to(SimpleSpanProcessor.create(told), 1, Service.INGRESS)) {
      var _ = publish(publisherWaiting(Duration.ofMinutes(1), tracing));
      assertThat(told.getFinishedSpanItems()).isEmpty();
      producer.completeNext();
      spans = told.getFinishedSpanItems();
    }

    String delivery = DELIVERY.id().value();
    assertThat(spans)
        .extracting(SpanData::getName)
        .containsExactly("publish webhook", "receive webhook");
    SpanData published = spans.getFirst();
    SpanData received = spans.getLast();
    assertThat(received.getTraceId()).isEqualTo(delivery);
    assertThat(received.getParentSpanContext().isValid()).isFalse();
    assertThat(published.getParentSpanId()).isEqualTo(received.getSpanId());
    assertThat(spans)
        .allMatch(span -> delivery.equals(span.getAttributes().get(About.DELIVERY_ID)));
    assertThat(Lineage.of(producer.history().getFirst().headers()))
        .isEqualTo(new Lineage(delivery, "00-" + delivery + "-" + published.getSpanId() + "-01"));
  }

  @Test
  void whatIsNotAcknowledgedIsAnErrorInTheTrace() {
    InMemorySpanExporter told = InMemorySpanExporter.create();
    List<SpanData> spans;
    try (Tracing tracing = Tracing.to(SimpleSpanProcessor.create(told), 1, Service.INGRESS)) {
      var _ = publish(publisherWaiting(Duration.ofMinutes(1), tracing));
      producer.errorNext(new NotEnoughReplicasException("one of two"));
      spans = told.getFinishedSpanItems();
    }

    assertThat(spans)
        .hasSize(2)
        .allMatch(span -> span.getStatus().getDescription().equals("NOT_ACKNOWLEDGED"));
  }

  @Test
  void anAcknowledgementThatDoesNotComeIsNotWaitedFor() {
    CompletableFuture<PublishOutcome> outcome =
        publish(publisherWaiting(Duration.ofMillis(20), Tracing.off()));

    assertThat(outcome)
        .succeedsWithin(Duration.ofSeconds(30))
        .isEqualTo(PublishOutcome.NOT_ACKNOWLEDGED);
  }

  @Test
  void aFullBufferIsToldAtOnce() {
    CompletableFuture<PublishOutcome> outcome = publish(publisher);

    producer.errorNext(new BufferExhaustedException("full"));

    assertThat(outcome).isCompletedWithValue(PublishOutcome.FULL);
  }

  @Test
  void aRefusalByTheBrokerIsNoAcknowledgement() {
    CompletableFuture<PublishOutcome> outcome = publish(publisher);

    producer.errorNext(new NotEnoughReplicasException("one of two"));

    assertThat(outcome).isCompletedWithValue(PublishOutcome.NOT_ACKNOWLEDGED);
  }

  @Test
  void anUnreachableRegistryIsNoAcknowledgement() {
    registry.setAway(true);

    assertThat(publish(publisher)).isCompletedWithValue(PublishOutcome.NOT_ACKNOWLEDGED);
  }

  @Test
  void theLargestWebhookFitsIntoARecord() {
    Delivery largest = Requests.delivery(new byte[Limits.WEBHOOK_BODY_BYTES]);

    byte[] value =
        AvroSerdes.over(registry)
            .serializer(Topics.WEBHOOKS)
            .serialize(
                Topics.WEBHOOKS.name(),
                RawWebhookMapper.toRecord(Topics.WEBHOOKS, largest).value());

    assertThat(value).hasSizeBetween(Limits.WEBHOOK_BODY_BYTES, Limits.WEBHOOK_RECORD_BYTES);
  }

  private KafkaWebhookPublisher publisherWaiting(Duration timeout, Tracing tracing) {
    return new KafkaWebhookPublisher(
        new RenewedProducer(() -> producer, Duration.ofMinutes(1), System::nanoTime),
        Topics.WEBHOOKS,
        timeout,
        tracing);
  }

  private static CompletableFuture<PublishOutcome> publish(KafkaWebhookPublisher publisher) {
    return publisher.publish(DELIVERY).toCompletableFuture();
  }
}
