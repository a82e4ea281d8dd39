package dev.uplink.schemas.trace;

import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.trace.TelemetrySettings.LogFormat;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.SpanProcessor;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.slf4j.bridge.SLF4JBridgeHandler;

/**
 * Tells of what is done for deliveries: by spans of one trace, whose id is the delivery's, and by
 * fields of log lines. Either only if it is asked for; those who do something often look at {@link
 * #makesSpans} or {@link #tells} before they gather what there is to tell. Safe for several
 * threads.
 */
public final class Tracing implements AutoCloseable {
  private static final Tracing OFF = new Tracing(null, false);
  private static final Tracing FIELDS_ONLY = new Tracing(null, true);

  private final @Nullable Spans spans;
  private final boolean fields;

  private Tracing(@Nullable Spans spans, boolean fields) {
    this.spans = spans;
    this.fields = fields;
  }

  /** The one that tells nothing. */
  public static Tracing off() {
    return OFF;
  }

  /** Traces as the {@link TelemetrySettings} say. */
  public static Tracing from(Settings settings, Service service) {
    boolean fields = settings.get(TelemetrySettings.LOG_FORMAT) == LogFormat.JSON;
    Optional<URI> collector = settings.get(TelemetrySettings.TRACING_ENDPOINT);
    if (collector.isEmpty()) {
      return fields ? FIELDS_ONLY : OFF;
    }
    // OpenTelemetry has Java's own log, which would go past ours.
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    double ratio = settings.get(TelemetrySettings.TRACING_RATIO);
    return new Tracing(new Spans(Spans.to(collector.get()), ratio, service), fields);
  }

  /**
   * Spans and fields.
   *
   * @param processor told of each span
   * @param ratio of the deliveries that are traced, 0 to 1
   */
  public static Tracing to(SpanProcessor processor, double ratio, Service service) {
    return new Tracing(new Spans(processor, ratio, service), true);
  }

  public boolean makesSpans() {
    return spans != null;
  }

  /** Whether it does anything at all. */
  public boolean tells() {
    return spans != null || fields;
  }

  /**
   * A span that begins now; an invalid one when none are made or no delivery is known. A step of
   * another trace is not its parent, but linked to.
   */
  public Span begin(String name, SpanKind kind, About about, Lineage from) {
    return spans == null ? Span.getInvalid() : spans.begin(name, kind, about, from, null, null);
  }

  /**
   * The same of what began before.
   *
   * @param id that others can work out, and perhaps did; null for any
   */
  public Span begin(
      String name, SpanKind kind, About about, Lineage from, @Nullable SpanId id, Instant since) {
    return spans == null ? Span.getInvalid() : spans.begin(name, kind, about, from, id, since);
  }

  /** A span that begins now, below that of what this thread is {@link #during doing}. */
  public Span beginHere(String name, SpanKind kind) {
    return spans == null ? Span.getInvalid() : spans.beginHere(name, kind);
  }

  /** Lets this thread tell what it does, until what is returned is closed. */
  @SuppressWarnings("MustBeClosedChecker") // by what is returned
  public TracingScope during(About about, Span span) {
    if (!tells()) {
      return TracingScope.NOTHING;
    }
    Scope scope =
        spans == null
            ? Scope.noop()
            : Context.root().with(span).with(Spans.ABOUT, about).makeCurrent();
    if (!fields) {
      return new TracingScope(false, null, scope);
    }
    @Nullable Map<String, String> before = MDC.getCopyOfContextMap();
    LogFields.set(about, span.getSpanContext());
    return new TracingScope(true, before, scope);
  }

  /** The same after the step that this comes from, on another thread. */
  public TracingScope during(About about, Lineage from) {
    return spans == null
        ? during(about, Span.getInvalid())
        : during(about, Span.wrap(TraceParent.read(from.traceparent())));
  }

  /** Waits a moment for what is not exported yet. */
  @Override
  public void close() {
    if (spans != null) {
      spans.close();
    }
  }
}
