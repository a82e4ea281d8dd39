package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CommitPage;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.store.Wait;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Integration;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/** Carries what happens to runs into the rows, and what changes by it out of them. */
final class KeepStatuses implements Processor<String, RunEvent, String, Step> {
  static final String NAME = "keep-statuses";

  /** How late after its ten minutes a waiting report may be given up. */
  private static final Duration LOOK_AT_WAITS_EVERY = Duration.ofSeconds(5);

  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private @Nullable ProcessorContext<String, Step> context;
  private @Nullable StatusStores stores;
  private @Nullable StatusBook book;

  /** Brings its stores along, so that they cannot be forgotten or shared by mistake. */
  static ProcessorSupplier<String, RunEvent, String, Step> supplier(
      Function<String, KeyValueBytesStoreSupplier> kind) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, RunEvent, String, Step> get() {
        return new KeepStatuses();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return StatusStores.builders(kind);
      }
    };
  }

  @Override
  public void init(ProcessorContext<String, Step> taskContext) {
    context = taskContext;
    StatusStores rows = StatusStores.of(taskContext);
    stores = rows;
    KeyValueStore<String, Integration> integrations =
        taskContext.getStateStore(KeepIntegrations.STORE);
    book = new StatusBook(rows, place -> page(integrations, place));
    Sweep sweep = new Sweep(rows);
    // Time of the records: after a long rest nothing is dropped before the backlog is read.
    taskContext.schedule(
        SWEEP_EVERY,
        PunctuationType.STREAM_TIME,
        time -> sweep.dropOld(Instant.ofEpochMilli(time)));
    taskContext.schedule(
        LOOK_AT_WAITS_EVERY,
        PunctuationType.WALL_CLOCK_TIME,
        time -> endWaits(Instant.ofEpochMilli(time)));
  }

  @Override
  public void process(Record<String, RunEvent> record) {
    RunEvent event = record.value();
    Instant now = Instant.ofEpochMilli(record.timestamp());
    StatusBook rows = Objects.requireNonNull(book);
    List<BuildStatus> changes =
        switch (event) {
          case StartedRun start -> rows.started(start, now);
          case RunReport report -> rows.reported(report, now).orElseGet(() -> await(report));
        };
    for (BuildStatus status : changes) {
      forward(record.withKey(status.recordKey()).withValue(new Step.Show(status)));
    }
  }

  /** Only the newest waits: the others would be ignored once the run is known. */
  private List<BuildStatus> await(RunReport report) {
    KeyValueStore<String, Wait> waits = Objects.requireNonNull(stores).waits();
    @Nullable Wait waiting = waits.get(report.run().value());
    if (waiting == null || report.progress().isNewerThan(waiting.report().progress())) {
      Instant since = Instant.ofEpochMilli(Objects.requireNonNull(context).currentSystemTimeMs());
      waits.put(report.run().value(), new Wait(report, since));
    }
    return List.of();
  }

  private void endWaits(Instant now) {
    KeyValueStore<String, Wait> waits = Objects.requireNonNull(stores).waits();
    List<RunReport> ended = new ArrayList<>();
    try (KeyValueIterator<String, Wait> all = waits.all()) {
      while (all.hasNext()) {
        KeyValue<String, Wait> next = all.next();
        if (!now.isBefore(next.value.since().plus(Limits.RUN_UPDATE_WAIT))) {
          ended.add(next.value.report());
        }
      }
    }
    for (RunReport report : ended) {
      waits.delete(report.run().value());
      forward(new Record<>("", unknownRun(report), report.source().at().toEpochMilli()));
    }
  }

  private static Step unknownRun(RunReport report) {
    String message =
        "no decision started run %s within %s".formatted(report.run(), Limits.RUN_UPDATE_WAIT);
    return new Step.GiveUp(report.source(), NAME, DeadLetterReason.UNKNOWN_RUN, message);
  }

  private static CommitPage page(
      KeyValueStore<String, Integration> integrations, CommitPlace place) {
    @Nullable Integration integration =
        integrations.get(place.account() + "/" + place.integrationId());
    return new CommitPage(integration == null ? null : integration.getUserFacingHost());
  }

  private void forward(Record<String, ? extends Step> record) {
    Objects.requireNonNull(context).forward(record);
  }
}
