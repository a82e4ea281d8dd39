package dev.uplink.schemas.trace;

import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.topic.Service;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceId;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** OpenTelemetry's part of it, which is not so much as loaded where nobody traces. */
final class Spans {
  static final ContextKey<About> ABOUT = ContextKey.named("uplink-about");

  /** Often enough for somebody who looks; what is not taken in time is dropped, nothing waits. */
  private static final Duration EXPORT_EVERY = Duration.ofSeconds(1);

  private static final long LAST_EXPORT_SECONDS = 3;

  private final DerivedIds ids = new DerivedIds();
  private final SdkTracerProvider provider;
  private final Tracer tracer;

  Spans(SpanProcessor processor, double ratio, Service service) {
    String name = "uplink-" + service.name().toLowerCase(Locale.ROOT);
    provider =
        SdkTracerProvider.builder()
            .setIdGenerator(ids)
            .setSampler(new RatioSampler(ratio))
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), name))))
            .addSpanProcessor(processor)
            .build();
    tracer = provider.get("dev.uplink");
  }

  /**
   * @param collector base of its URL
   */
  static SpanProcessor to(URI collector) {
    return BatchSpanProcessor.builder(
            OtlpHttpSpanExporter.builder().setEndpoint(collector + "/v1/traces").build())
        .setScheduleDelay(EXPORT_EVERY)
        .build();
  }

  /**
   * @param id null for one that nobody has to know beforehand
   * @param since null for now
   */
  Span begin(
      String name,
      SpanKind kind,
      About about,
      Lineage from,
      @Nullable SpanId id,
      @Nullable Instant since) {
    @Nullable String delivery = about.deliveryId();
    if (delivery == null || !TraceId.isValid(delivery)) {
      return Span.getInvalid();
    }
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind);
    about.writeTo(builder);
    if (since != null) {
      builder.setStartTimestamp(since);
    }
    SpanContext before = TraceParent.read(from.traceparent());
    boolean same = before.isValid() && before.getTraceId().equals(delivery);
    builder.setParent(same ? Context.root().with(Span.wrap(before)) : Context.root());
    if (before.isValid() && !same) {
      builder.addLink(before);
    }
    return ids.begin(builder, delivery, id);
  }

  /** Below what this thread does; an invalid one when that is nothing for a delivery. */
  Span beginHere(String name, SpanKind kind) {
    Context here = Context.current();
    @Nullable About about = here.get(ABOUT);
    if (about == null || !Span.fromContext(here).getSpanContext().isValid()) {
      return Span.getInvalid();
    }
    SpanBuilder builder = tracer.spanBuilder(name).setSpanKind(kind).setParent(here);
    about.writeTo(builder);
    return builder.startSpan();
  }

  void close() {
    var _ = provider.shutdown().join(LAST_EXPORT_SECONDS, TimeUnit.SECONDS);
  }
}
