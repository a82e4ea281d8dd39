package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.feed.QuestionPublisher;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.concurrent.CompletionStage;

/** Triggers to Kafka. */
public final class KafkaTriggerPublisher implements TriggerPublisher, AutoCloseable {
  private final QuestionPublisher<TriggerRequest> publisher;
  private final Tracing tracing;

  public KafkaTriggerPublisher(KafkaAccess kafka, AvroSerdes serdes, Tracing tracing) {
    this.tracing = tracing;
    this.publisher =
        new QuestionPublisher<>(Topics.TRIGGER_REQUESTS, "uplink-ingress-triggers", kafka, serdes);
  }

  @Override
  public CompletionStage<?> publish(TriggerRequest request) {
    Lineage first = Lineage.first(request.getTriggerId());
    Span step =
        tracing.begin(
            "trigger run", SpanKind.PRODUCER, About.delivery(request.getTriggerId()), first);
    return publisher
        .publish(request.getRepositoryKey(), request, first.after(step))
        .whenComplete(
            (acknowledged, failure) -> {
              if (failure != null) {
                step.setStatus(StatusCode.ERROR, "not acknowledged");
              }
              step.end();
            });
  }

  @Override
  public void close() {
    publisher.close();
  }
}
