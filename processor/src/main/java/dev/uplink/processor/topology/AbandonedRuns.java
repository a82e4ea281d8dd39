package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.CatalogueStores;
import dev.uplink.processor.catalogue.Changes;
import dev.uplink.processor.decide.Abandonment;
import dev.uplink.processor.decide.RunOwner;
import dev.uplink.processor.decide.StopReason;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.RunAction;
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
 * start and a removal, whichever is heard of later finds the other. Out come commands to stop, and
 * {@link Endings} of runs that need none.
 */
final class AbandonedRuns implements Processor<String, RunCommand, String, RunCommand> {
  static final String NAME = "stop-abandoned-runs";

  private static final Logger LOG = LoggerFactory.getLogger(AbandonedRuns.class);

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Also without a removal, for the sake of runs that are too old. */
  private static final Duration LOOK_AT_LEAST_EVERY = Duration.ofHours(1);

  /** After a look its task rests so many times as long as it took. */
  private static final int SHARE = 10;

  /** The others have the next turn: decisions wait meanwhile, and a turn is one transaction. */
  private static final int ROWS_A_TURN = 5_000;

  private static final String FORGOTTEN = "FORGOTTEN";

  private final CatalogueStores catalogue;
  private final Changes changes;
  private final Duration kept;
  private final Meters meters;
  private @Nullable ProcessorContext<String, RunCommand> context;
  private @Nullable OpenRuns runs;
  private @Nullable Abandonment abandonment;

  /** The count of removals when the last round began, and when this one did. */
  private long seen;

  private long round;

  /** Where this round goes on; null between rounds. */
  private @Nullable String from;

  private Instant nextLook = Instant.MIN;
  private Instant lastRound = Instant.MIN;

  /**
   * @param kept how long a run that never ends is remembered
   */
  AbandonedRuns(CatalogueStores catalogue, Duration kept, Meters meters) {
    this.catalogue = catalogue;
    changes = catalogue.changes();
    this.kept = kept;
    this.meters = meters;
  }

  @Override
  public void init(ProcessorContext<String, RunCommand> taskContext) {
    context = taskContext;
    runs = new OpenRuns(taskContext);
    abandonment = new Abandonment(catalogue.of(taskContext));
    // Kafka Streams also begins anew with the same object, when a transaction came to nothing.
    seen = -1;
    from = null;
    nextLook = Instant.MIN;
    lastRound = Instant.MIN;
    // At the same moment in all tasks: each turn is followed by a commit, which they then share.
    taskContext.schedule(
        Instant.EPOCH,
        LOOK_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        time -> lookIfDue(Instant.ofEpochMilli(time)));
  }

  @Override
  public void process(Record<String, RunCommand> record) {
    Instant now = streamTime();
    open().leaveMark(now);
    RunCommand command = record.value();
    if (command.getAction() == RunAction.STOP) {
      // Its repository has let go of it already, and it must not be stopped again.
      open().remove(command.getRunId());
    } else {
      started(command, record.timestamp(), now);
    }
  }

  private void started(RunCommand start, long at, Instant now) {
    Optional<String> end = open().end(start.getRunId(), now);
    if (end.isPresent()) {
      forward(Endings.of(start, end.get()), at);
      return;
    }
    Optional<StopReason> reason = abandoned().of(owner(start));
    if (reason.isPresent()) {
      stop(start, reason.get(), Instant.ofEpochMilli(at));
    } else {
      open().add(start);
    }
  }

  private void lookIfDue(Instant now) {
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
    List<Runnable> changes = new ArrayList<>();
    int rows = 0;
    try (KeyValueIterator<String, RunCommand> open = open().from(from)) {
      from = null;
      while (open.hasNext()) {
        RunCommand start = open.next().value;
        if (rows++ == ROWS_A_TURN) {
          from = start.getRunId();
          break;
        }
        if (start.getIssuedAt().isBefore(oldest)) {
          changes.add(() -> forget(start, now));
        } else {
          reasons
              .computeIfAbsent(owner(start), abandoned()::of)
              .ifPresent(reason -> changes.add(() -> stop(start, reason, now)));
        }
      }
    }
    changes.forEach(Runnable::run);
  }

  private void stop(RunCommand start, StopReason reason, Instant now) {
    open().remove(start.getRunId());
    forward(CommandMapper.stop(start, reason, now), now.toEpochMilli());
    meters.stopped(reason);
    LOG.info("stop runId={} target={} reason={}", start.getRunId(), start.getTargetSlug(), reason);
  }

  /** Its repository forgets it too, though nobody knows how it ended. */
  private void forget(RunCommand start, Instant now) {
    open().remove(start.getRunId());
    forward(Endings.of(start, FORGOTTEN), now.toEpochMilli());
  }

  private void forward(RunCommand command, long time) {
    Objects.requireNonNull(context).forward(new Record<>(command.getTargetId(), command, time));
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
