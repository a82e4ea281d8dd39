package dev.uplink.schemas.trace;

import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Fields of every log line that a thread writes while it does something for a delivery. */
public final class LogFields {
  public static final String DELIVERY_ID = "delivery_id";
  public static final String INTEGRATION_ID = "integration_id";
  public static final String COMMIT = "commit";
  public static final String TRACE_ID = "trace_id";
  public static final String SPAN_ID = "span_id";

  private LogFields() {}

  static void set(About about, SpanContext span) {
    set(DELIVERY_ID, about.deliveryId());
    set(INTEGRATION_ID, about.integrationId());
    set(COMMIT, about.commit());
    if (span.isValid()) {
      MDC.put(TRACE_ID, span.getTraceId());
      MDC.put(SPAN_ID, span.getSpanId());
    }
  }

  private static void set(String name, @Nullable String value) {
    if (value != null) {
      MDC.put(name, value);
    }
  }
}
