package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Bitbucket.files;
import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** One trace a delivery, and the delivery's id on each of its spans and lines. */
@Isolated("It reads what a class logs, whoever makes it log.")
class TraceStoryTest {
  private static final String DELIVERY = "bb10b4c3a6712bf748e3d2c1693af7ba";
  private static final String PUBLISHED = "00f067aa0ba902b7";
  private static final Lineage INGRESS =
      new Lineage(DELIVERY, "00-" + DELIVERY + "-" + PUBLISHED + "-01");
  private static final String DECISION = SpanId.ofDecision(DELIVERY).value();

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final Tracing tracing =
      Tracing.to(SimpleSpanProcessor.create(told), 1, Service.PROCESSOR);
  private Story story = with(tracing);

  @AfterEach
  void close() {
    story.close();
    tracing.close();
  }

  @Test
  void anEventThatWaitsOverARestartIsStillBelowItsWebhookAndAboveItsQuestion() {
    story.deliver(push(DELIVERY, branch("main", 'a', 'b')), INGRESS);
    TestRecord<String, LookupRequest> question = story.written(Topics.LOOKUP_REQUESTS).getFirst();
    assertThat(told.getFinishedSpanItems()).isEmpty();

    story = story.restarted();
    story.after(Duration.ofSeconds(3)).answer(files(question.value(), "prod/a.tf"));

    SpanData decision = told.getFinishedSpanItems().getFirst();
    assertThat(decision.getName()).isEqualTo("decide");
    assertThat(decision.getTraceId()).isEqualTo(DELIVERY);
    assertThat(decision.getParentSpanId()).isEqualTo(PUBLISHED);
    assertThat(decision.getSpanId()).isEqualTo(DECISION);
    assertThat(decision.getAttributes().get(About.DELIVERY_ID)).isEqualTo(DELIVERY);
    assertThat(step(question)).isEqualTo(DECISION);
    assertThat(step(story.written(Topics.DECISIONS).getFirst())).isEqualTo(DECISION);
    assertThat(step(story.written(Topics.RUN_COMMANDS).getFirst())).isEqualTo(DECISION);
  }

  @Test
  void aRunThatIsStoppedLaterIsStoppedInTheTraceOfWhatStartedIt() {
    started();

    story
        .publish(
            Topics.STACKS,
            "network",
            Samples.stack("network")
                .setRevision(2)
                .setVcsDetached(true)
                .setDetachedFromIntegrationId("bb")
                .build())
        .passing(Duration.ofSeconds(1));

    var stop = story.written(Topics.RUN_COMMANDS).getFirst();
    assertThat(stop.value().getAction()).isEqualTo(RunAction.STOP);
    SpanData step = told.getFinishedSpanItems().getLast();
    assertThat(step.getName()).isEqualTo("stop");
    assertThat(step.getTraceId()).isEqualTo(DELIVERY);
    assertThat(step.getParentSpanId()).isEqualTo(DECISION);
    assertThat(step(stop)).isEqualTo(step.getSpanId());
  }

  @Test
  void whatCannotBeUnderstoodIsAnErrorInTheTrace() {
    story.deliver(Samples.webhook(DELIVERY, "repo:push", "no json"), INGRESS);

    SpanData step = told.getFinishedSpanItems().getFirst();
    assertThat(step.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(step.getStatus().getDescription()).isEqualTo("NOT_JSON");
    assertThat(step.getParentSpanId()).isEqualTo(PUBLISHED);
    assertThat(step(story.written(Topics.DEAD_LETTERS).getFirst())).isEqualTo(step.getSpanId());
  }

  @Test
  void eachLineOnADeliveryHasItsFields() {
    Logger log = (Logger) LoggerFactory.getLogger(Exits.class);
    ListAppender<ILoggingEvent> lines = new ListAppender<>();
    lines.start();
    log.addAppender(lines);
    log.setLevel(Level.INFO);
    try {
      started();
      story.deliver(push(DELIVERY, branch("main", 'a', 'b')), INGRESS);
    } finally {
      log.setLevel(null);
      log.detachAppender(lines);
    }

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .satisfiesExactly(
            line -> assertThat(line).startsWith("decided deliveryId=" + DELIVERY),
            line -> assertThat(line).startsWith("repeated deliveryId=" + DELIVERY));
    assertThat(lines.list)
        .extracting(ILoggingEvent::getMDCPropertyMap)
        .allSatisfy(
            fields ->
                assertThat(fields)
                    .contains(Map.entry("delivery_id", DELIVERY), Map.entry("trace_id", DELIVERY)));
    assertThat(lines.list.getFirst().getMDCPropertyMap())
        .contains(Map.entry("span_id", DECISION), Map.entry("integration_id", "bb"));
  }

  /** Also what another service, which traces, had written there. */
  @Test
  void whereNobodyTracesHeadersLeaveAsTheyCame() {
    try (Story silent = with(Tracing.off())) {
      silent.deliver(push(DELIVERY, branch("main", 'a', 'b')), INGRESS);
      var question = silent.written(Topics.LOOKUP_REQUESTS).getFirst();
      silent.answer(files(question.value(), "prod/a.tf"));

      assertThat(question.headers()).hasSize(2);
      assertThat(Lineage.of(question.headers())).isEqualTo(INGRESS);
      assertThat(Lineage.of(silent.written(Topics.DECISIONS).getFirst().headers()))
          .isEqualTo(INGRESS);
    }
    try (Story silent = with(Tracing.off())) {
      silent.deliver(push(DELIVERY, branch("main", 'a', 'b')));

      assertThat(silent.written(Topics.LOOKUP_REQUESTS).getFirst().headers()).isEmpty();
    }
    assertThat(told.getFinishedSpanItems()).isEmpty();
  }

  private void started() {
    story.deliver(push(DELIVERY, branch("main", 'a', 'b')), INGRESS);
    story.answer(files(story.written(Topics.LOOKUP_REQUESTS).getFirst().value(), "prod/a.tf"));
    assertThat(story.written(Topics.RUN_COMMANDS)).hasSize(1);
  }

  private static String step(TestRecord<?, ?> record) {
    Lineage lineage = Lineage.of(record.headers());
    assertThat(lineage.deliveryId()).isEqualTo(DELIVERY);
    List<String> parts = List.of(String.valueOf(lineage.traceparent()).split("-", -1));
    assertThat(parts.get(1)).isEqualTo(DELIVERY);
    return parts.get(2);
  }

  private static Story with(Tracing tracing) {
    return new Story(new InMemory(), tracing)
        .publish(Topics.SPACES, "root", Samples.space("root", null, false))
        .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
        .publish(Topics.STACKS, "network", Samples.stack("network").setProjectRoot("prod").build());
  }
}
