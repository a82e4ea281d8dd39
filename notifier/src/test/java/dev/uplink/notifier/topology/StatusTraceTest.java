package dev.uplink.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shown of a run belongs to the delivery that started it, whoever says what of it. */
class StatusTraceTest {
  private static final String DELIVERY = "bb10b4c3a6712bf748e3d2c1693af7ba";
  private static final String DECISION = SpanId.ofDecision(DELIVERY).value();
  private static final Lineage DECIDED = Lineage.decided(DELIVERY);
  private static final String SCHEDULER = "00f067aa0ba902b7";

  private final InMemorySpanExporter told = InMemorySpanExporter.create();
  private final Tracing tracing = Tracing.to(SimpleSpanProcessor.create(told), 1, Service.NOTIFIER);
  @TempDir private Path stateDir;

  @AfterEach
  void end() {
    tracing.close();
  }

  @Test
  void aDecisionsStatusesAreBelowIt() {
    try (StatusDriver driver = new StatusDriver(stateDir, new Links(null), tracing)) {
      decide(driver);

      List<TestRecord<String, CommitStatus>> shown = driver.statusRecords();
      assertThat(shown).isNotEmpty().hasSameSizeAs(told.getFinishedSpanItems());
      assertThat(told.getFinishedSpanItems())
          .allSatisfy(
              span -> {
                assertThat(span.getTraceId()).isEqualTo(DELIVERY);
                assertThat(span.getParentSpanId()).isEqualTo(DECISION);
                assertThat(span.getAttributes().get(About.DELIVERY_ID)).isEqualTo(DELIVERY);
              });
      assertThat(shown)
          .extracting(StatusTraceTest::step)
          .containsExactlyElementsOf(
              told.getFinishedSpanItems().stream().map(SpanData::getSpanId).toList());
    }
  }

  @Test
  void whatASchedulerSaysIsBelowItsStepIfThatIsOfTheTrace() {
    try (StatusDriver driver = new StatusDriver(stateDir, new Links(null), tracing)) {
      String run = decide(driver);
      told.reset();

      update(driver, run, new Lineage(null, "00-" + DELIVERY + "-" + SCHEDULER + "-01"));

      assertThat(told.getFinishedSpanItems())
          .isNotEmpty()
          .allMatch(span -> span.getTraceId().equals(DELIVERY))
          .allMatch(span -> span.getParentSpanId().equals(SCHEDULER));
    }
  }

  @Test
  void whatASchedulerSaysWithoutAStepIsBelowTheDecisionAlsoAfterARestart() {
    try (StatusDriver driver = new StatusDriver(stateDir, new Links(null), tracing)) {
      String run = decide(driver);
      driver.restart();
      told.reset();

      update(driver, run, Lineage.NONE);

      assertThat(told.getFinishedSpanItems())
          .isNotEmpty()
          .allMatch(span -> span.getTraceId().equals(DELIVERY))
          .allMatch(span -> span.getParentSpanId().equals(DECISION));
    }
  }

  @Test
  void aDeliveryThatASchedulerMakesUpIsNotBelieved() {
    try (StatusDriver driver = new StatusDriver(stateDir, new Links(null), tracing)) {
      String run = decide(driver);
      told.reset();

      update(driver, run, Lineage.decided("0123456789abcdef0123456789abcdef"));

      assertThat(told.getFinishedSpanItems())
          .isNotEmpty()
          .allMatch(span -> span.getTraceId().equals(DELIVERY));
    }
  }

  @Test
  void whereNobodyTracesTheRecordStillNamesItsDelivery() {
    try (StatusDriver driver = new StatusDriver(stateDir)) {
      String run = decide(driver);
      assertThat(driver.statusRecords())
          .isNotEmpty()
          .allMatch(shown -> Lineage.of(shown.headers()).equals(DECIDED));

      update(driver, run, Lineage.NONE);

      assertThat(driver.statusRecords())
          .isNotEmpty()
          .allMatch(shown -> Lineage.of(shown.headers()).equals(Lineage.first(DELIVERY)));
    }
    assertThat(told.getFinishedSpanItems()).isEmpty();
  }

  /** Returns the run that it started. */
  private static String decide(StatusDriver driver) {
    Decisions decision = Decisions.cloud(VcsChecks.ALL).started("network", RunType.TRACKED);
    driver.decide(decision, headers(DECIDED));
    return decision.run("network", RunType.TRACKED);
  }

  private static void update(StatusDriver driver, String run, Lineage lineage) {
    driver.update(
        RunUpdate.newBuilder().setRunId(run).setState("FINISHED").setStateVersion(3),
        headers(lineage));
  }

  private static String step(TestRecord<String, CommitStatus> shown) {
    Lineage lineage = Lineage.of(shown.headers());
    assertThat(lineage.deliveryId()).isEqualTo(DELIVERY);
    return String.valueOf(lineage.traceparent()).split("-", -1)[2];
  }

  private static Headers headers(Lineage lineage) {
    Headers headers = new RecordHeaders();
    lineage.writeTo(headers);
    return headers;
  }
}
