package dev.uplink.local.scheduler;

import static dev.uplink.local.scheduler.RunState.FAILED;
import static dev.uplink.local.scheduler.RunState.FINISHED;
import static dev.uplink.local.scheduler.RunState.PLANNING;
import static dev.uplink.local.scheduler.RunState.PREPARING;
import static dev.uplink.local.scheduler.RunState.QUEUED;
import static dev.uplink.local.scheduler.RunState.STOPPED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunLedgerTest {
  private static final Duration PACE = Duration.ofSeconds(1);
  private static final Instant START = Instant.parse("2026-11-21T07:00:00Z");
  private static final RunOrder PROPOSED = order(RunOrder.Kind.START, "network", false);
  private static final RunOrder STOP = order(RunOrder.Kind.STOP, "network", false);

  private final RunLedger ledger = new RunLedger(PACE);

  @Test
  void aProposedRunEndsWithItsPlan() {
    assertThat(states(runToEnd(PROPOSED))).containsExactly(QUEUED, PREPARING, PLANNING, FINISHED);
  }

  @Test
  void aTrackedRunIsConfirmedAndApplied() {
    assertThat(states(runToEnd(order(RunOrder.Kind.START, "network", true))))
        .containsExactly(
            QUEUED,
            PREPARING,
            PLANNING,
            RunState.UNCONFIRMED,
            RunState.CONFIRMED,
            RunState.APPLYING,
            FINISHED);
  }

  @Test
  void aBrokenTargetFailsWhilePlanning() {
    List<RunReport> reports = runToEnd(order(RunOrder.Kind.START, "broken-dns", true));

    assertThat(states(reports)).containsExactly(QUEUED, PREPARING, PLANNING, FAILED);
    assertThat(reports.getLast().step().message()).contains("broken on purpose");
  }

  @Test
  void theEndSaysWhatWouldChange() {
    assertThat(runToEnd(PROPOSED).getLast().step().delta()).isEqualTo(new Step.Delta(3, 1, 0));
  }

  @Test
  void versionsGrowByOne() {
    assertThat(runToEnd(PROPOSED)).extracting(RunReport::version).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void nothingMovesBeforeItsTime() {
    ledger.order(PROPOSED, START);

    assertThat(ledger.due(START.plus(PACE).minusNanos(1))).isEmpty();
  }

  @Test
  void theSameCommandAgainChangesNothing() {
    ledger.order(PROPOSED, START);

    assertThat(ledger.order(PROPOSED, START)).isEmpty();
  }

  @Test
  void theSameCommandAfterTheEndChangesNothing() {
    runToEnd(PROPOSED);

    assertThat(ledger.order(PROPOSED, START.plusSeconds(60))).isEmpty();
    assertThat(ledger.due(START.plusSeconds(120))).isEmpty();
  }

  @Test
  void aStoppedRunEndsStopped() {
    ledger.order(PROPOSED, START);

    List<RunReport> reports = ledger.order(STOP, START);

    assertThat(states(reports)).containsExactly(STOPPED);
    assertThat(reports.getFirst().version()).isEqualTo(2);
    assertThat(ledger.due(START.plusSeconds(60))).isEmpty();
  }

  @Test
  void stoppingARunThatHasEndedIsNothing() {
    runToEnd(PROPOSED);

    assertThat(ledger.order(STOP, START.plusSeconds(60))).isEmpty();
  }

  @Test
  void afterARestartARunGoesOnWhereItWas() {
    ledger.recall(PROPOSED.runId(), 2, false);

    List<RunReport> reports = runToEnd(PROPOSED);

    assertThat(states(reports)).containsExactly(PLANNING, FINISHED);
    assertThat(reports.getFirst().version()).isEqualTo(3);
  }

  @Test
  void afterARestartAnEndedRunStaysEnded() {
    ledger.recall(PROPOSED.runId(), 4, true);

    assertThat(ledger.order(PROPOSED, START)).isEmpty();
    assertThat(ledger.order(STOP, START)).isEmpty();
  }

  @Test
  void aNoteMovesNothing() {
    assertThat(ledger.order(order(RunOrder.Kind.NOTE, "network", false), START)).isEmpty();
    assertThat(ledger.due(START.plusSeconds(60))).isEmpty();
  }

  private List<RunReport> runToEnd(RunOrder order) {
    List<RunReport> reports = new ArrayList<>(ledger.order(order, START));
    for (int second = 1; second < 20; second++) {
      reports.addAll(ledger.due(START.plusSeconds(second)));
    }
    return reports;
  }

  private static List<RunState> states(List<RunReport> reports) {
    return reports.stream().map(report -> report.step().state()).toList();
  }

  private static RunOrder order(RunOrder.Kind kind, String slug, boolean applies) {
    return new RunOrder(kind, "a".repeat(16) + "." + "b".repeat(32), slug, applies);
  }
}
