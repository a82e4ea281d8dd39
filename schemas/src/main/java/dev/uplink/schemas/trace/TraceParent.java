package dev.uplink.schemas.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** W3C's text of a span's context, read and written by OpenTelemetry. */
final class TraceParent {
  private static final String NAME = "traceparent";
  private static final W3CTraceContextPropagator W3C = W3CTraceContextPropagator.getInstance();

  private TraceParent() {}

  /** Invalid for what is none. */
  static SpanContext read(@Nullable String text) {
    return text == null
        ? SpanContext.getInvalid()
        : Span.fromContext(W3C.extract(Context.root(), text, Only.INSTANCE)).getSpanContext();
  }

  static String write(SpanContext span) {
    Map<String, String> fields = new HashMap<>();
    W3C.inject(Context.root().with(Span.wrap(span)), fields, Map::put);
    return Objects.requireNonNull(fields.get(NAME));
  }

  /** The one field there is. */
  private enum Only implements TextMapGetter<String> {
    INSTANCE;

    @Override
    public Iterable<String> keys(String carrier) {
      return List.of(NAME);
    }

    @Override
    public @Nullable String get(@Nullable String carrier, String key) {
      return key.equals(NAME) ? carrier : null;
    }
  }
}
