package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import dev.uplink.schemas.trace.TracingScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes replays to uplink.webhooks with a producer of its own: the edge's has a memory and a
 * health that only webhooks may use up. Past the outbox: a transaction that is left open there
 * would hold up every webhook behind it.
 */
public final class KafkaReplayPublisher implements ReplayPublisher, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaReplayPublisher.class);
  private static final long BUFFER_BYTES = 4L * Limits.WEBHOOK_RECORD_BYTES;

  private final Producer<String, RawWebhook> producer;
  private final Tracing tracing;

  public KafkaReplayPublisher(KafkaAccess kafka, AvroSerdes serdes, Tracing tracing) {
    this.tracing = tracing;
    Map<String, Object> config = new HashMap<>();
    config.put(ProducerConfig.CLIENT_ID_CONFIG, "uplink-ingress-replays");
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.WEBHOOK_RECORD_BYTES);
    config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    // People wait for these; when Kafka is away they are better told so.
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 2_000);
    config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 2_000);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 5_000);
    this.producer =
        new KafkaProducer<>(
            kafka.with(config), new StringSerializer(), serdes.serializer(Topics.WEBHOOKS));
  }

  @Override
  public void publish(RawWebhook webhook) {
    ProducerRecord<String, RawWebhook> record =
        new ProducerRecord<>(Topics.WEBHOOKS.name(), webhook.getRepositoryKey(), webhook);
    About about = new About(webhook.getDeliveryId(), webhook.getIntegrationId(), null);
    Lineage first = Lineage.first(webhook.getDeliveryId());
    Span step = tracing.begin("replay webhook", SpanKind.PRODUCER, about, first);
    step.setAttribute("uplink.replay.of", String.valueOf(webhook.getReplayOf()));
    first.after(step).writeTo(record.headers());
    try (TracingScope _ = tracing.during(about, step)) {
      send(record, webhook);
    } catch (Refused e) {
      step.setStatus(StatusCode.ERROR, e.code().name());
      throw e;
    } finally {
      step.end();
    }
  }

  private void send(ProducerRecord<String, RawWebhook> record, RawWebhook webhook) {
    try {
      // The producer's own time-outs bound the wait.
      var _ = producer.send(record).get();
    } catch (ExecutionException | KafkaException e) {
      LOG.warn("could not replay as {}: {}", webhook.getDeliveryId(), e.toString());
      throw unacknowledged(webhook);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unacknowledged(webhook);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  private static Refused unacknowledged(RawWebhook webhook) {
    return Refused.because(
        ProblemCode.REPLAY_UNAVAILABLE,
        "Kafka did not acknowledge replay %s; it may have arrived all the same."
            .formatted(webhook.getDeliveryId()));
  }
}
