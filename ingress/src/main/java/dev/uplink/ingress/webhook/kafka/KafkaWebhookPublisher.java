package dev.uplink.ingress.webhook.kafka;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.WebhookPublisher;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.trace.Tracing;
import dev.uplink.schemas.trace.TracingScope;
import io.opentelemetry.api.trace.Span;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes to uplink.webhooks and answers when all in-sync replicas have it. */
public final class KafkaWebhookPublisher implements WebhookPublisher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaWebhookPublisher.class);

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final RenewedProducer producer;
  private final Topic<RawWebhook> topic;
  private final Deadlines<PublishOutcome> deadlines;
  private final Tracing tracing;

  /** Takes the producer over; it must not block in {@code send}: see {@link WebhookProducer}. */
  public KafkaWebhookPublisher(
      RenewedProducer producer, Topic<RawWebhook> topic, Duration timeout, Tracing tracing) {
    this.producer = producer;
    this.topic = topic;
    this.deadlines = new Deadlines<>(timeout, PublishOutcome.NOT_ACKNOWLEDGED);
    this.tracing = tracing;
  }

  @Override
  public CompletionStage<PublishOutcome> publish(Delivery delivery) {
    CompletableFuture<PublishOutcome> outcome = new CompletableFuture<>();
    WebhookTrace trace = WebhookTrace.of(tracing, delivery);
    attempt(delivery, trace, outcome);
    deadlines.watch(outcome);
    return outcome.whenComplete(
        (ended, failure) -> {
          observe(ended);
          trace.ended(ended);
        });
  }

  /** Counts also what timed out here: a producer whose thread died calls nobody back. */
  private void observe(PublishOutcome ended) {
    switch (ended) {
      case ACKNOWLEDGED -> producer.works();
      case FULL, NOT_ACKNOWLEDGED -> producer.fails();
    }
  }

  private void attempt(
      Delivery delivery, WebhookTrace trace, CompletableFuture<PublishOutcome> outcome) {
    try {
      if (knowsPartitions()) {
        send(delivery, trace, outcome);
      } else if (!outcome.isDone()) {
        CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS)
            .execute(() -> attempt(delivery, trace, outcome));
      }
    } catch (RuntimeException e) {
      // A serializer's or the producer's own: nothing was sent, but the sender need not know.
      outcome.complete(failed(delivery, e));
    }
  }

  /**
   * A broker that is going down may answer as if the topic were gone. The producer, which does not
   * wait, would then fail every record until it has asked again: a moment this class waits for.
   */
  private boolean knowsPartitions() {
    try {
      producer.current().partitionsFor(topic.name());
      return true;
    } catch (TimeoutException forgotten) {
      return false;
    }
  }

  private void send(
      Delivery delivery, WebhookTrace trace, CompletableFuture<PublishOutcome> outcome) {
    ProducerRecord<String, RawWebhook> record = RawWebhookMapper.toRecord(topic, delivery);
    trace.writeTo(record.headers());
    // The callback tells all that the future would.
    var _ =
        producer
            .current()
            .send(
                record,
                (metadata, failure) ->
                    outcome.complete(
                        failure == null ? PublishOutcome.ACKNOWLEDGED : failed(delivery, failure)));
  }

  /** Waits for what was sent, which its own time-out bounds. */
  @Override
  public void close() {
    producer.close();
    deadlines.close();
  }

  private PublishOutcome failed(Delivery delivery, Exception failure) {
    if (failure instanceof BufferExhaustedException) {
      return PublishOutcome.FULL;
    }
    try (TracingScope _ = tracing.during(WebhookTrace.about(delivery), Span.getInvalid())) {
      LOG.warn("could not publish delivery {}: {}", delivery.id(), failure.toString());
    }
    return PublishOutcome.NOT_ACKNOWLEDGED;
  }
}
