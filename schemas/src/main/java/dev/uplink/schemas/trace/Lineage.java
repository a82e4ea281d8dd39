package dev.uplink.schemas.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.topic.RecordHeaderNames;
import io.opentelemetry.api.trace.Span;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * Which delivery led to a record, and which step wrote it, as the record's headers say.
 *
 * @param deliveryId or a trigger's; null when none is known
 * @param traceparent as W3C's Trace Context has it, not looked into; null where nobody traces
 */
public record Lineage(@Nullable String deliveryId, @Nullable String traceparent) {
  /** The lineage of a record that no delivery led to, or that does not say so. */
  public static final Lineage NONE = new Lineage(null, null);

  /** Whatever is longer is none, and would only be carried on. */
  private static final int LONGEST = 128;

  public static Lineage of(Headers headers) {
    return new Lineage(
        text(headers, RecordHeaderNames.DELIVERY_ID), text(headers, RecordHeaderNames.TRACEPARENT));
  }

  /** The lineage of a delivery's first step. */
  public static Lineage first(String deliveryId) {
    return new Lineage(deliveryId, null);
  }

  /**
   * The lineage of what follows from a decision, for those who know no more of it than its
   * delivery: the step has an id that anybody can work out.
   */
  public static Lineage decided(String deliveryId) {
    return new Lineage(
        deliveryId, "00-" + deliveryId + "-" + SpanId.ofDecision(deliveryId) + "-01");
  }

  /**
   * The lineage of what others say of a run that the decision on a delivery started. Their step is
   * taken if it is one of the delivery's trace; a trace of their own could not be followed from
   * here.
   *
   * @param deliveryId as we know it
   */
  public Lineage within(String deliveryId) {
    String trace = "00-" + deliveryId + "-";
    return traceparent != null && traceparent.startsWith(trace)
        ? new Lineage(deliveryId, traceparent)
        : decided(deliveryId);
  }

  /** The lineage of what the step leads to; this one if the step is none. */
  public Lineage after(Span step) {
    return step.getSpanContext().isValid()
        ? new Lineage(deliveryId, TraceParent.write(step.getSpanContext()))
        : this;
  }

  /** Instead of what they say. What is null here stays away there. */
  public void writeTo(Headers headers) {
    write(headers, RecordHeaderNames.DELIVERY_ID, deliveryId);
    write(headers, RecordHeaderNames.TRACEPARENT, traceparent);
  }

  private static @Nullable String text(Headers headers, String name) {
    @Nullable Header header = headers.lastHeader(name);
    byte @Nullable [] value = header == null ? null : header.value();
    return value == null || value.length > LONGEST ? null : new String(value, UTF_8);
  }

  private static void write(Headers headers, String name, @Nullable String value) {
    headers.remove(name);
    if (value != null) {
      headers.add(name, value.getBytes(UTF_8));
    }
  }
}
