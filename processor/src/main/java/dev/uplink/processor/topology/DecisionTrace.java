package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import dev.uplink.schemas.trace.TracingScope;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * What is told of a delivery beside its records: its steps here, and fields of log lines. Where
 * nobody asked for it, records leave as they came and nothing is made.
 */
final class DecisionTrace {
  private final Tracing tracing;

  DecisionTrace(Tracing tracing) {
    this.tracing = tracing;
  }

  /**
   * The step that decides, begun only now that it ends: it may have waited over restarts.
   *
   * @param since when it began, by the wall clock, in milliseconds
   */
  Span decided(Headers read, Decision decision, long since) {
    if (!tracing.makesSpans()) {
      return Span.getInvalid();
    }
    Span step =
        tracing.begin(
            "decide",
            SpanKind.CONSUMER,
            about(decision),
            Lineage.of(read),
            SpanId.ofDecision(decision.getDeliveryId()),
            Instant.ofEpochMilli(since));
    step.setAttribute("uplink.event", decision.getEventKey());
    step.setAttribute("uplink.outcomes", decision.getOutcomes().size());
    if (decision.getIgnoredReason() != null) {
      step.setAttribute("uplink.ignored", decision.getIgnoredReason().name());
    }
    return step;
  }

  /** The step that ends a delivery in another way, or finds that it was decided before. */
  Span ended(Headers read, String name, @Nullable String deliveryId) {
    return tracing.makesSpans()
        ? tracing.begin(name, SpanKind.CONSUMER, About.delivery(deliveryId), Lineage.of(read))
        : Span.getInvalid();
  }

  /** The step that stops a run for which no event came. */
  Span stopped(RunCommand command) {
    return tracing.makesSpans()
        ? tracing.begin(
            "stop",
            SpanKind.PRODUCER,
            about(command),
            Lineage.decided(command.getDeliveryId()),
            SpanId.ofCommand(command.getCommandId()),
            command.getIssuedAt())
        : Span.getInvalid();
  }

  /** The record as one that the step leads to. */
  <V> Record<String, V> after(Span step, @Nullable String deliveryId, Record<String, V> record) {
    return tracing.makesSpans() && deliveryId != null
        ? bearing(Lineage.first(deliveryId).after(step), record)
        : record;
  }

  /** The record as one that the decision on it will have led to, which has not begun yet. */
  <V> Record<String, V> beforeDecision(Record<String, V> record) {
    @Nullable String deliveryId =
        tracing.makesSpans() ? Lineage.of(record.headers()).deliveryId() : null;
    return deliveryId == null ? record : bearing(Lineage.decided(deliveryId), record);
  }

  TracingScope during(Decision decision, Span step) {
    return tracing.tells() ? tracing.during(about(decision), step) : TracingScope.NOTHING;
  }

  TracingScope during(RunCommand command, Span step) {
    return tracing.tells() ? tracing.during(about(command), step) : TracingScope.NOTHING;
  }

  TracingScope during(@Nullable String deliveryId, Span step) {
    return tracing.tells()
        ? tracing.during(About.delivery(deliveryId), step)
        : TracingScope.NOTHING;
  }

  /** Its headers are others' too: they are not changed but copied. */
  static <V> Record<String, V> bearing(Lineage lineage, Record<String, V> record) {
    Headers headers = new RecordHeaders(record.headers());
    lineage.writeTo(headers);
    return record.withHeaders(headers);
  }

  private static About about(Decision decision) {
    return new About(
        decision.getDeliveryId(), decision.getIntegrationId(), decision.getCommitSha());
  }

  private static About about(RunCommand command) {
    return new About(command.getDeliveryId(), command.getIntegrationId(), command.getCommitSha());
  }
}
