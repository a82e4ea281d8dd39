package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.CommitPage;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.NothingToRun;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.Sighting;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.store.Wait;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.streams.Punctuations;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Carries what happens to runs into the rows, and what changes by it out of them. */
final class KeepStatuses implements Processor<String, RunEvent, String, SpecificRecord> {
  static final String NAME = "keep-statuses";

  // Where it passes each on by name: to pass all on to all, who take what is theirs, costs more
  // than to make the records.
  static final String STATUSES = "write-statuses";
  static final String ROWS = "write-rows";
  static final String UNKNOWN = "write-unknown";

  /** How late after its ten minutes a waiting report may be given up. */
  private static final Duration LOOK_AT_WAITS_EVERY = Duration.ofSeconds(5);

  /** The others have the next turn: a flood of updates without a run must not hold up the rest. */
  private static final int ENDED_A_TURN = 5_000;

  /** As with waits; what is left of them has the next turn. */
  private static final int LOST_A_TURN = 1_000;

  /**
   * After a start, before any run counts as silent: words on it may lie there that nobody has read.
   */
  private static final Duration READS_ON_FIRST = Duration.ofMinutes(10);

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final StatusRules rules;
  private final Function<Step.GiveUp, KeyValue<String, DeadLetter>> letters;
  private final Tracing tracing;
  private @Nullable ProcessorContext<String, SpecificRecord> context;
  private @Nullable WaitingReports waiting;
  private @Nullable SilentRuns silentRuns;
  private @Nullable StatusBook book;
  private @Nullable StatusTrace trace;
  private @Nullable Punctuations turns;

  private KeepStatuses(
      StatusRules rules,
      Function<Step.GiveUp, KeyValue<String, DeadLetter>> letters,
      Tracing tracing) {
    this.rules = rules;
    this.letters = letters;
    this.tracing = tracing;
  }

  /** Brings its stores along, so that they cannot be forgotten or shared by mistake. */
  static ProcessorSupplier<String, RunEvent, String, SpecificRecord> supplier(
      StatusRules rules,
      Function<Step.GiveUp, KeyValue<String, DeadLetter>> letters,
      Function<String, KeyValueBytesStoreSupplier> kind,
      Tracing tracing) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, RunEvent, String, SpecificRecord> get() {
        return new KeepStatuses(rules, letters, tracing);
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return StatusStores.builders(kind);
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> taskContext) {
    context = taskContext;
    StatusStores rows = StatusStores.of(taskContext);
    WaitingReports reports = new WaitingReports(rows);
    waiting = reports;
    SilentRuns runs =
        new SilentRuns(
            rows, rules.limits(), () -> Instant.ofEpochMilli(taskContext.currentSystemTimeMs()));
    silentRuns = runs;
    Instant looksFrom =
        Instant.ofEpochMilli(taskContext.currentSystemTimeMs()).plus(readsOnFirst());
    KeyValueStore<String, Integration> integrations =
        taskContext.getStateStore(KeepIntegrations.STORE);
    StatusBook statuses =
        new StatusBook(
            rows,
            reports,
            runs,
            new Boards(rows, rules.pageIds(), key -> integrations.get(key) != null),
            new Postings(
                rows, board -> rules.links().of(board, page(integrations, board.place()))));
    book = statuses;
    trace = new StatusTrace(tracing, statuses);
    Sweep sweep = new Sweep(rows);
    // Time of the records: after a long rest nothing is dropped before the backlog is read.
    Punctuations until = new Punctuations(taskContext);
    turns = until;
    until.every(
        SWEEP_EVERY,
        PunctuationType.STREAM_TIME,
        time ->
            pass(
                sweep.dropOld(time).stream().map(Change.Unlisted::new).toList(),
                Lineage.NONE,
                time));
    until.every(LOOK_AT_WAITS_EVERY, PunctuationType.WALL_CLOCK_TIME, this::endWaits);
    until.every(
        LOOK_AT_WAITS_EVERY, PunctuationType.WALL_CLOCK_TIME, time -> endSilences(time, looksFrom));
  }

  @Override
  public void close() {
    if (turns != null) {
      turns.close();
    }
  }

  @Override
  public void process(Record<String, RunEvent> record) {
    RunEvent event = record.value();
    Instant now = Instant.ofEpochMilli(record.timestamp());
    StatusBook rows = Objects.requireNonNull(book);
    Lineage said = Lineage.of(record.headers());
    List<Change> changes =
        switch (event) {
          case StartedRun start -> rows.started(start, said.deliveryId(), now);
          case NothingToRun nothing -> rows.nothingToRun(nothing, now);
          case RunReport report -> rows.reported(report, now).orElseGet(() -> await(report));
          case StopOrder order -> rows.ordered(order, now);
          case Sighting sighting -> rows.seen(sighting);
        };
    // A report's own time may be long ago, and the broker would drop its status for its age.
    long written = Objects.requireNonNull(context).currentStreamTimeMs();
    Lineage from = Objects.requireNonNull(trace).of(event, said);
    pass(changes, from, Instant.ofEpochMilli(written));
  }

  private List<Change> await(RunReport report) {
    Objects.requireNonNull(waiting).add(report, wallClock());
    return List.of();
  }

  private void endWaits(Instant now) {
    WaitingReports reports = Objects.requireNonNull(waiting);
    for (Wait wait : reports.since(now.minus(Limits.RUN_UPDATE_WAIT), ENDED_A_TURN)) {
      reports.end(wait);
      KeyValue<String, DeadLetter> letter = letters.apply(unknownRun(wait.report()));
      forward(new Out(letter.key, letter.value, Lineage.NONE, UNKNOWN), now.toEpochMilli());
    }
  }

  private void endSilences(Instant now, Instant from) {
    if (now.isBefore(from)) {
      return;
    }
    StatusBook rows = Objects.requireNonNull(book);
    for (SilentRuns.Due due : Objects.requireNonNull(silentRuns).due(now, LOST_A_TURN)) {
      pass(rows.silent(due, now), Objects.requireNonNull(trace).ofRun(due.run()), now);
    }
  }

  private Duration readsOnFirst() {
    Duration shortest = rules.limits().shortest();
    return shortest.compareTo(READS_ON_FIRST) < 0 ? shortest : READS_ON_FIRST;
  }

  private static Step.GiveUp unknownRun(RunReport report) {
    String message =
        "no decision started run %s within %s".formatted(report.run(), Limits.RUN_UPDATE_WAIT);
    return new Step.GiveUp(report.source(), NAME, DeadLetterReason.UNKNOWN_RUN, message);
  }

  private static CommitPage page(
      KeyValueStore<String, Integration> integrations, CommitPlace place) {
    return switch (place.product()) {
      case CLOUD -> new CommitPage(null);
      case DATA_CENTER -> {
        @Nullable Integration integration =
            integrations.get(place.account() + "/" + place.integrationId());
        yield new CommitPage(integration == null ? null : integration.getUserFacingHost());
      }
    };
  }

  private void pass(List<? extends Change> changes, Lineage from, Instant written) {
    // All are made before any is passed on: half of what an event leads to would look like all.
    List<Out> all = changes.stream().map(change -> out(change, from)).toList();
    all.forEach(one -> forward(one, written.toEpochMilli()));
  }

  private record Out(String key, @Nullable SpecificRecord value, Lineage from, String sink) {}

  private Out out(Change change, Lineage from) {
    return switch (change) {
      case Change.Show show -> {
        Lineage shown = Objects.requireNonNull(trace).shown(show.status(), from, wallClock());
        yield new Out(change.key(), CommitStatusMapper.toRecord(show.status()), shown, STATUSES);
      }
      case Change.Listed row -> new Out(change.key(), CommitCheckMapper.toRecord(row), from, ROWS);
      case Change.Unlisted _ -> new Out(change.key(), null, Lineage.NONE, ROWS);
    };
  }

  private Instant wallClock() {
    return Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
  }

  private void forward(Out out, long written) {
    Record<String, SpecificRecord> record = new Record<>(out.key, out.value, written);
    out.from.writeTo(record.headers());
    Objects.requireNonNull(context).forward(record, out.sink);
  }
}
