package dev.uplink.processor.metrics;

import dev.uplink.processor.decide.StopReason;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.LookupKind;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what was done. Labels are enums only, so their number is bounded. A record that is
 * processed again after a failure is counted again: the topics are exact, these are not.
 */
public final class Meters {
  private static final String DECISIONS = "uplink.processor.decisions";
  private static final String OUTCOMES = "uplink.processor.outcomes";
  private static final String REPEATED = "uplink.processor.repeated.deliveries";
  private static final String GAPS = "uplink.processor.push.gaps";
  private static final String LOOKUPS = "uplink.processor.lookups.asked";
  private static final String WAITS = "uplink.processor.events.waited";
  private static final String STOPPED = "uplink.processor.stopped.runs";
  private static final String DEAD_LETTERS = "uplink.processor.dead.letters";

  private final MeterRegistry registry;

  public Meters(MeterRegistry registry) {
    this.registry = registry;
  }

  public void decided(Decision decision) {
    IgnoredReason reason = decision.getIgnoredReason();
    registry.counter(DECISIONS, "ignored", reason == null ? "NONE" : reason.name()).increment();
    for (DecisionOutcome outcome : decision.getOutcomes()) {
      registry.counter(OUTCOMES, "outcome", outcome.getOutcome().name()).increment();
    }
  }

  /** Pushes that did not go on from the known head: something before them was missed. */
  public void missed(int gaps) {
    registry.counter(GAPS).increment(gaps);
  }

  /** A delivery or trigger that was decided before. */
  public void repeated() {
    registry.counter(REPEATED).increment();
  }

  /** A question was sent to the notifier. */
  public void asked(LookupKind kind) {
    registry.counter(LOOKUPS, "kind", kind.name()).increment();
  }

  /** An event that had to wait was decided. */
  public void waited(WaitEnd end) {
    registry.counter(WAITS, "end", end.name()).increment();
  }

  /** A run was told to stop because what it belongs to is gone. */
  public void stopped(StopReason reason) {
    registry.counter(STOPPED, "reason", reason.name()).increment();
  }

  public void deadLetter(DeadLetterReason reason) {
    registry.counter(DEAD_LETTERS, "reason", reason.name()).increment();
  }
}
