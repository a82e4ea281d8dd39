package dev.uplink.schemas.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.uplink.schemas.id.DeliveryId;
import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Service;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.MDC;

@Isolated("It reads what a class logs, whoever makes it log.")
class TracingTest {
  private static final String DELIVERY = "bb10b4c3a6712bf748e3d2c1693af7ba";
  private static final String FOREIGN = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final About ABOUT = new About(DELIVERY, "integration", "c0ffee");

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final Tracing tracing =
      Tracing.to(SimpleSpanProcessor.create(told), 1, Service.PROCESSOR);

  @AfterEach
  void end() {
    tracing.close();
  }

  @Test
  void theTraceHasTheDeliverysIdAndEverySpanNamesIt() {
    tracing.begin("first", SpanKind.SERVER, ABOUT, Lineage.first(DELIVERY)).end();

    SpanData span = told.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo(DELIVERY);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getAttributes().asMap())
        .containsOnly(
            Map.entry(About.DELIVERY_ID, DELIVERY),
            Map.entry(About.INTEGRATION_ID, "integration"),
            Map.entry(About.COMMIT, "c0ffee"));
    assertThat(span.getResource().getAttributes().asMap().values()).contains("uplink-processor");
  }

  @Test
  void aStepIsBelowTheOneWhoseRecordItComesFrom() {
    Span first = tracing.begin("first", SpanKind.SERVER, ABOUT, Lineage.first(DELIVERY));
    Lineage written = Lineage.first(DELIVERY).after(first);
    tracing.begin("second", SpanKind.CONSUMER, ABOUT, written).end();

    SpanData second = told.getFinishedSpanItems().getFirst();
    assertThat(second.getTraceId()).isEqualTo(DELIVERY);
    assertThat(second.getParentSpanId()).isEqualTo(first.getSpanContext().getSpanId());
  }

  @Test
  void aDerivedStepIsTheSameHoweverOftenItIsTaken() {
    SpanId id = SpanId.ofDecision(DELIVERY);
    for (int attempt = 0; attempt < 2; attempt++) {
      tracing
          .begin(
              "x", SpanKind.CONSUMER, ABOUT, Lineage.first(DELIVERY), id, Instant.ofEpochSecond(1))
          .end();
    }

    assertThat(told.getFinishedSpanItems())
        .extracting(SpanData::getSpanId)
        .containsExactly(id.value(), id.value());
    assertThat(told.getFinishedSpanItems())
        .allMatch(span -> span.getStartEpochNanos() == 1_000_000_000L);
  }

  @Test
  void whatKnowsOnlyItsDeliveryIsBelowTheDecision() {
    tracing.begin("later", SpanKind.PRODUCER, ABOUT, Lineage.decided(DELIVERY)).end();

    assertThat(told.getFinishedSpanItems().getFirst().getParentSpanId())
        .isEqualTo(SpanId.ofDecision(DELIVERY).value());
  }

  @Test
  void aStepOfAnotherTraceIsLinkedToAndNotFollowed() {
    tracing.begin("first", SpanKind.SERVER, ABOUT, new Lineage(DELIVERY, FOREIGN)).end();

    SpanData span = told.getFinishedSpanItems().getFirst();
    assertThat(span.getTraceId()).isEqualTo(DELIVERY);
    assertThat(span.getParentSpanContext().isValid()).isFalse();
    assertThat(span.getLinks())
        .extracting(LinkData::getSpanContext)
        .extracting(SpanContext::getTraceId)
        .containsExactly("4bf92f3577b34da6a3ce929d0e0e4736");
  }

  @Test
  void withoutADeliveryThereIsNoSpan() {
    for (String delivery : new String[] {null, "", "not hex", "0".repeat(32)}) {
      Span span = tracing.begin("x", SpanKind.SERVER, About.delivery(delivery), Lineage.NONE);
      assertThat(span).isSameAs(Span.getInvalid());
    }
    assertThat(tracing.beginHere("x", SpanKind.CLIENT)).isSameAs(Span.getInvalid());
  }

  @Test
  void whatAThreadDoesIsInItsLogLinesAndAboveItsSpans() {
    MDC.put("theirs", "stays");
    Span span = tracing.begin("outer", SpanKind.CONSUMER, ABOUT, Lineage.first(DELIVERY));
    try (TracingScope outer = tracing.during(ABOUT, span)) {
      assertThat(MDC.getCopyOfContextMap())
          .containsOnly(
              Map.entry("theirs", "stays"),
              Map.entry("delivery_id", DELIVERY),
              Map.entry("integration_id", "integration"),
              Map.entry("commit", "c0ffee"),
              Map.entry("trace_id", DELIVERY),
              Map.entry("span_id", span.getSpanContext().getSpanId()));
      tracing.beginHere("inner", SpanKind.CLIENT).end();
      assertThat(outer).isNotSameAs(TracingScope.NOTHING);
    }

    SpanData inner = told.getFinishedSpanItems().getFirst();
    assertThat(inner.getParentSpanId()).isEqualTo(span.getSpanContext().getSpanId());
    assertThat(inner.getAttributes().get(About.DELIVERY_ID)).isEqualTo(DELIVERY);
    assertThat(MDC.getCopyOfContextMap()).containsOnly(Map.entry("theirs", "stays"));
    assertThat(Span.current()).isSameAs(Span.getInvalid());
    MDC.clear();
  }

  @Test
  void withoutAskingForItNothingIsMadeWrittenOrRemembered() {
    Tracing off = from(Map.of());
    Span span = off.begin("x", SpanKind.SERVER, ABOUT, Lineage.first(DELIVERY));
    Lineage before = Lineage.first(DELIVERY);

    assertThat(off).isSameAs(Tracing.off());
    assertThat(off.tells()).isFalse();
    assertThat(span).isSameAs(Span.getInvalid());
    assertThat(off.beginHere("x", SpanKind.CLIENT)).isSameAs(Span.getInvalid());
    assertThat(before.after(span)).isSameAs(before);
    assertThat(off.during(ABOUT, span)).isSameAs(TracingScope.NOTHING);
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  @Test
  void aLogOfObjectsHasTheDeliveryAlsoWhereNobodyTraces() {
    Tracing fields = from(Map.of("UPLINK_LOG_FORMAT", "json"));
    Span span = fields.begin("x", SpanKind.SERVER, ABOUT, Lineage.first(DELIVERY));

    assertThat(fields.makesSpans()).isFalse();
    assertThat(span).isSameAs(Span.getInvalid());
    try (TracingScope _ = fields.during(ABOUT, span)) {
      assertThat(MDC.getCopyOfContextMap())
          .containsOnlyKeys("delivery_id", "integration_id", "commit");
    }
    assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
  }

  /** A trigger's id is a UUID, whose bytes are not all random. */
  @Test
  void aShareOfTheDeliveriesIsTracedAndTheSameShareEverywhere() {
    RatioSampler tenth = new RatioSampler(0.1);
    assertThat(IntStream.range(0, 2_000).mapToObj(i -> DeliveryId.ofReplay("" + i).value()))
        .filteredOn(id -> isTraced(tenth, id))
        .size()
        .isBetween(140, 260);
    List<UUID> triggers =
        IntStream.range(0, 2_000)
            .mapToObj(
                i -> new UUID(i, 0x8000_0000_0000_0000L | ((i * 0x9E37_79B9_7F4A_7C15L) >>> 2)))
            .toList();
    assertThat(triggers)
        .filteredOn(id -> isTraced(tenth, id.toString().replace("-", "")))
        .size()
        .isBetween(140, 260);
    assertThat(isTraced(new RatioSampler(0), DELIVERY)).isFalse();
    assertThat(isTraced(new RatioSampler(1), "f".repeat(32))).isTrue();
    assertThat(tenth.ratio()).isEqualTo(0.1, within(0.0));
  }

  @Test
  void whatIsNotTracedSaysSoToThoseBehindIt() {
    try (Tracing none = Tracing.to(SimpleSpanProcessor.create(told), 0, Service.INGRESS)) {
      Lineage from = Lineage.first(DELIVERY);
      Span span = none.begin("x", SpanKind.SERVER, ABOUT, from);
      span.end();

      assertThat(told.getFinishedSpanItems()).isEmpty();
      assertThat(from.after(span).traceparent()).startsWith("00-" + DELIVERY).endsWith("-00");
    }
  }

  private static boolean isTraced(RatioSampler sampler, String traceId) {
    return switch (sampler
        .shouldSample(Context.root(), traceId, "x", SpanKind.SERVER, Attributes.empty(), List.of())
        .getDecision()) {
      case RECORD_AND_SAMPLE -> true;
      case DROP, RECORD_ONLY -> false;
    };
  }

  private static Tracing from(Map<String, String> environment) {
    return Tracing.from(Settings.read(environment, TelemetrySettings.ALL), Service.PROCESSOR);
  }
}
