package dev.uplink.processor.metrics;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.run.StopReason;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Counts what was done. Labels are enums only, so their number is bounded, and each is there from
 * the start with 0: a rate over a counter that comes into being with its first event does not see
 * that event. A record that is processed again after a failure is counted again: the topics are
 * exact, these are not.
 */
public final class Meters {
  private static final String DECISIONS = "uplink.processor.decisions";
  private static final String DELAY = "uplink.processor.decision.delay";
  private static final String OUTCOMES = "uplink.processor.outcomes";
  private static final String REJECTIONS = "uplink.processor.rejections";
  private static final String REPEATED = "uplink.processor.repeated.deliveries";
  private static final String GAPS = "uplink.processor.push.gaps";
  private static final String LOOKUPS = "uplink.processor.lookups.asked";
  private static final String WAITS = "uplink.processor.events.waited";
  private static final String STOPPED = "uplink.processor.stopped.runs";
  private static final String DEAD_LETTERS = "uplink.processor.dead.letters";

  /** Of an event that was not ignored. */
  private static final String NOT_IGNORED = "NONE";

  /** From what nobody notices to what a person has gone away over. */
  private static final Duration[] DELAYS = {
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30),
    Duration.ofMinutes(1),
    Duration.ofMinutes(5),
    Duration.ofMinutes(15)
  };

  private final MeterRegistry registry;
  private final InstantSource clock;
  private final Timer delay;

  /**
   * @param clock the wall clock, by which it is known how long a decision took; nothing else
   */
  public Meters(MeterRegistry registry, InstantSource clock) {
    this.registry = registry;
    this.clock = clock;
    this.delay =
        Timer.builder(DELAY)
            .description("From a webhook on its topic, or a request for a run, to its decision.")
            .serviceLevelObjectives(DELAYS)
            .register(registry);
    beginAtZero();
  }

  /**
   * @param rejections those of its outcomes that are one
   * @param since when the event was written to its topic
   */
  public void decided(Decision decision, List<Rejection> rejections, Instant since) {
    IgnoredReason reason = decision.getIgnoredReason();
    registry
        .counter(DECISIONS, "ignored", reason == null ? NOT_IGNORED : reason.name())
        .increment();
    for (DecisionOutcome outcome : decision.getOutcomes()) {
      registry.counter(OUTCOMES, "outcome", outcome.getOutcome().name()).increment();
    }
    for (Rejection rejection : rejections) {
      registry.counter(REJECTIONS, "reason", rejection.getReason().name()).increment();
    }
    // The broker's clock may be ahead of ours; a timer leaves out what is below zero.
    Duration took = Duration.between(since, clock.instant());
    delay.record(took.isNegative() ? Duration.ZERO : took);
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

  private void beginAtZero() {
    registry.counter(GAPS);
    registry.counter(REPEATED);
    registry.counter(DECISIONS, "ignored", NOT_IGNORED);
    each(DECISIONS, "ignored", IgnoredReason.values());
    each(OUTCOMES, "outcome", OutcomeType.values());
    each(REJECTIONS, "reason", RejectionReason.values());
    each(LOOKUPS, "kind", LookupKind.values());
    each(WAITS, "end", WaitEnd.values());
    each(STOPPED, "reason", StopReason.INTEGRATION_DETACHED, StopReason.TARGET_DELETED);
    each(DEAD_LETTERS, "reason", DeadLetterReason.values());
  }

  private void each(String name, String label, Enum<?>... values) {
    for (Enum<?> value : values) {
      registry.counter(name, label, value.name());
    }
  }
}
