package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.CatalogueStores;
import dev.uplink.processor.catalogue.Removals;
import dev.uplink.processor.decide.Abandonment;
import dev.uplink.processor.decide.RunOwner;
import dev.uplink.processor.decide.StopReason;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the runs that were started, and stops those whose target or integration goes. A run is
 * looked at when it is heard of, and again whenever something is removed from the catalogue: of a
 * start and a removal, whichever is heard of later finds the other.
 */
final class AbandonedRuns implements Processor<String, RunCommand, String, RunCommand> {
  static final String NAME = "stop-abandoned-runs";

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedRuns.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Also without a removal, for the sake of runs that are too old. */
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofHours(1);

  /** Of the thread's time looking takes at most one part in so many. */
  private static final int SHARE = 10;

  /** The others have the next turn: all commands of a turn are one transaction. */
  private static final int STOPPED_A_TURN = 5_000;

  private final Removals removals;
  private final Duration kept;
  private final Meters meters;
  private @Nullable ProcessorContext<String, RunCommand> context;
  private @Nullable OpenRuns runs;
  private @Nullable Abandonment abandonment;

  /** Nothing was looked at yet. */
  private long seen = -1;

  private Instant nextLook = Instant.MIN;
  private Instant lastLook = Instant.MIN;

  /**
   * @param kept how long a run that never ends is remembered
   */
  AbandonedRuns(Removals removals, Duration kept, Meters meters) {
    this.removals = removals;
    this.kept = kept;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, RunCommand> taskContext) {
    context = taskContext;
    runs = new OpenRuns(taskContext);
    abandonment = new Abandonment(CatalogueStores.of(taskContext));
    taskContext.schedule(
        LOOK_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> lookIfDue(Instant.ofEpochMilli(time)));
  }

  @Override
  public void process(Record<String, RunCommand> record) {
    RunCommand start = record.value();
    Instant now = streamTime();
    open().leaveMark(now);
    if (open().hasEnded(start.getRunId(), now)) {
      return;
    }
    Optional<StopReason> reason = abandoned().of(owner(start));
    if (reason.isPresent()) {
      stop(start, reason.get(), Instant.ofEpochMilli(record.timestamp()));
    } else {
      open().add(start);
    }
  }

  private void lookIfDue(Instant now) {
    boolean late = lastLook.isBefore(now.minus(LOOK_AT_LEAST_EVERY));
    if (now.isBefore(nextLook) || (removals.count() == seen && !late)) {
      return;
    }
    long before = System.nanoTime();
    long count = removals.count();
    boolean all = look(now);
    seen = all ? count : -1;
    lastLook = now;
    nextLook = now.plusNanos(SHARE * (System.nanoTime() - before));
  }

  /** Whether all were looked at. */
  private boolean look(Instant now) {
    Instant oldest = streamTime().minus(kept);
    Map<RunOwner, Optional<StopReason>> reasons = new HashMap<>();
    List<String> forgotten = new ArrayList<>();
    List<Runnable> stops = new ArrayList<>();
    try (KeyValueIterator<String, RunCommand> rows = open().all()) {
      while (rows.hasNext() && stops.size() < STOPPED_A_TURN) {
        RunCommand start = rows.next().value;
        if (start.getIssuedAt().isBefore(oldest)) {
          forgotten.add(start.getRunId());
        } else {
          reasons
              .computeIfAbsent(owner(start), abandoned()::of)
              .ifPresent(reason -> stops.add(() -> stop(start, reason, now)));
        }
      }
    }
    forgotten.forEach(open()::remove);
    stops.forEach(Runnable::run);
    return stops.size() < STOPPED_A_TURN;
  }

  private void stop(RunCommand start, StopReason reason, Instant now) {
    open().remove(start.getRunId());
    Objects.requireNonNull(context)
        .forward(
            new Record<>(
                start.getTargetId(), CommandMapper.stop(start, reason, now), now.toEpochMilli()));
    meters.stopped(reason);
    LOG.info("stop runId={} target={} reason={}", start.getRunId(), start.getTargetSlug(), reason);
  }

  private static RunOwner owner(RunCommand start) {
    return new RunOwner(
        new AccountId(start.getAccountId()),
        start.getTargetKind(),
        start.getTargetId(),
        start.getIntegrationId());
  }

  private Instant streamTime() {
    return Instant.ofEpochMilli(Objects.requireNonNull(context).currentStreamTimeMs());
  }

  private OpenRuns open() {
    return Objects.requireNonNull(runs);
  }

  private Abandonment abandoned() {
    return Objects.requireNonNull(abandonment);
  }
}
