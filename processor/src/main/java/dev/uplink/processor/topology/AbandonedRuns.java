package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.Changes;
import dev.uplink.processor.decide.Abandonment;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.RunOwner;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.OpenRuns;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.run.StopReason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/**
 * Stops the open runs of one partition whose target or integration goes. They are looked at
 * whenever something was removed from the catalogue since the last look, and after each start: of a
 * run and a removal, whichever is heard of later finds the other.
 */
final class AbandonedRuns {
  static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Also without a removal, for the sake of runs that are too old. */
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofHours(1);

  /** After a look its task rests so many times as long as it took. */
  private static final int SHARE = 10;

  /** The others have the next turn: decisions wait meanwhile, and a turn is one transaction. */
  private static final int ROWS_A_TURN = 5_000;

  private final ProcessorContext<?, ?> context;
  private final Memory memory;
  private final Abandonment abandonment;
  private final Changes changes;
  private final Duration kept;
  private final Exits exits;
  private final Meters meters;

  /** The count of removals when the last round began, and when this one did. */
  private long seen = -1;

  private long round;

  /** Where this round goes on; null between rounds. */
  private @Nullable String from;

  private Instant nextLook = Instant.MIN;
  private Instant lastRound = Instant.MIN;

  /**
   * @param kept how long a run that never ends is remembered
   */
  AbandonedRuns(
      ProcessorContext<?, ?> context,
      Memory memory,
      Catalogue catalogue,
      Changes changes,
      Duration kept,
      Exits exits,
      Meters meters) {
    this.context = context;
    this.memory = memory;
    this.changes = changes;
    this.kept = kept;
    this.exits = exits;
    this.meters = meters;
    abandonment = new Abandonment(catalogue);
  }

  /** To be called as often as {@link #LOOK_EVERY} says. */
  void lookIfDue(Instant now) {
    boolean late = lastRound.isBefore(now.minus(LOOK_AT_LEAST_EVERY));
    if (now.isBefore(nextLook) || (from == null && changes.removals() == seen && !late)) {
      return;
    }
    if (from == null) {
      round = changes.removals();
    }
    long before = System.nanoTime();
    look(now);
    if (from == null) {
      seen = round;
      lastRound = now;
    }
    nextLook = now.plusNanos(SHARE * (System.nanoTime() - before));
  }

  /** At so many rows, from where the last look ended. */
  private void look(Instant now) {
    Instant oldest = streamTime().minus(kept);
    Map<RunOwner, Optional<StopReason>> reasons = new HashMap<>();
    List<Runnable> due = new ArrayList<>();
    int rows = 0;
    try (KeyValueIterator<String, RunCommand> open = memory.openRuns().from(from)) {
      from = null;
      while (open.hasNext()) {
        RunCommand start = open.next().value;
        if (rows++ == ROWS_A_TURN) {
          from = start.getRunId();
          break;
        }
        if (start.getIssuedAt().isBefore(oldest)) {
          due.add(() -> forget(start, now));
        } else {
          reasons
              .computeIfAbsent(owner(start), abandonment::of)
              .ifPresent(reason -> due.add(() -> stop(start, reason, now)));
        }
      }
    }
    due.forEach(Runnable::run);
  }

  private void stop(RunCommand start, StopReason reason, Instant now) {
    end(start, true, now);
    exits.stop(CommandMapper.stop(start, reason, now), now);
    meters.stopped(reason);
  }

  /** Its repository forgets it too, though nobody knows how it ended. */
  private void forget(RunCommand start, Instant now) {
    end(start, false, now);
  }

  private void end(RunCommand start, boolean released, Instant now) {
    memory.ended(OpenRuns.repository(start), new RunId(start.getRunId()), released, now);
  }

  private static RunOwner owner(RunCommand start) {
    return new RunOwner(
        new AccountId(start.getAccountId()),
        start.getTargetKind(),
        start.getTargetId(),
        start.getIntegrationId());
  }

  private Instant streamTime() {
    return Instant.ofEpochMilli(context.currentStreamTimeMs());
  }
}
