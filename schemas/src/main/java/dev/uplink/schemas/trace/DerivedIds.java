package dev.uplink.schemas.trace;

import dev.uplink.schemas.id.SpanId;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.sdk.trace.IdGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A trace has its delivery's id. OpenTelemetry asks for ids without saying for what, so they are
 * laid ready for the thread that begins a span.
 */
final class DerivedIds implements IdGenerator {
  private static final IdGenerator RANDOM = IdGenerator.random();

  private static final ThreadLocal<@Nullable Next> NEXT = new ThreadLocal<>();

  private record Next(String traceId, @Nullable SpanId span) {}

  /**
   * @param span null for one that nobody has to know beforehand
   */
  Span begin(SpanBuilder builder, String traceId, @Nullable SpanId span) {
    NEXT.set(new Next(traceId, span));
    try {
      return builder.startSpan();
    } finally {
      NEXT.remove();
    }
  }

  @Override
  public String generateTraceId() {
    @Nullable Next ready = NEXT.get();
    return ready == null ? RANDOM.generateTraceId() : ready.traceId();
  }

  @Override
  public String generateSpanId() {
    @Nullable Next ready = NEXT.get();
    @Nullable SpanId span = ready == null ? null : ready.span();
    return span == null ? RANDOM.generateSpanId() : span.value();
  }
}
