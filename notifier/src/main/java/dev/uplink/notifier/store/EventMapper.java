package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Mode;
import dev.uplink.notifier.aggregate.NothingToRun;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.RunKind;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.Sighting;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.store.avro.StoredEvent;
import dev.uplink.notifier.store.avro.StoredNothing;
import dev.uplink.notifier.store.avro.StoredReport;
import dev.uplink.notifier.store.avro.StoredSighting;
import dev.uplink.notifier.store.avro.StoredStart;
import dev.uplink.notifier.store.avro.StoredStop;
import dev.uplink.notifier.store.avro.StoredWait;
import dev.uplink.schemas.id.RunId;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What moves statuses, on its way to the task that keeps them and while it waits there. */
final class EventMapper {
  private EventMapper() {}

  static StoredEvent toRow(RunEvent event) {
    return switch (event) {
      case StartedRun start -> new StoredEvent(toRow(start));
      case RunReport report -> new StoredEvent(toRow(report));
      case StopOrder order -> new StoredEvent(toRow(order));
      case NothingToRun nothing -> new StoredEvent(toRow(nothing));
      case Sighting sighting -> new StoredEvent(toRow(sighting));
    };
  }

  static RunEvent fromRow(StoredEvent row) {
    return switch (row.getEvent()) {
      case StoredStart start -> fromRow(start);
      case StoredStop stop -> fromRow(stop);
      case StoredNothing nothing -> fromRow(nothing);
      case StoredSighting sighting -> fromRow(sighting);
      case StoredReport report -> fromRow(report);
      // Avro's union is an Object to Java.
      case Object other -> throw new IllegalStateException("no event: " + other.getClass());
    };
  }

  static StoredStop toRow(StopOrder order) {
    return new StoredStop(order.run().value(), order.text(), order.at().toEpochMilli());
  }

  static StopOrder fromRow(StoredStop row) {
    return new StopOrder(
        new RunId(row.getRunId()), row.getText(), Instant.ofEpochMilli(row.getAt()));
  }

  static StoredWait toRow(Wait wait) {
    return new StoredWait(toRow(wait.report()), wait.since().toEpochMilli());
  }

  static Wait fromRow(StoredWait row) {
    return new Wait(fromRow(row.getReport()), Instant.ofEpochMilli(row.getSince()));
  }

  private static StoredNothing toRow(NothingToRun nothing) {
    return StoredNothing.newBuilder()
        .setPlace(RunMapper.toRow(nothing.place()))
        .setHome(WhereMapper.isHome(nothing.where()))
        .setFork(WhereMapper.fork(nothing.where()))
        .setIntegrationSlug(nothing.integrationSlug())
        .setMode(nothing.mode().name())
        .setRefName(nothing.refName())
        .setOfPullRequest(nothing.ofPullRequest())
        .setAt(nothing.at().toEpochMilli())
        .build();
  }

  private static NothingToRun fromRow(StoredNothing row) {
    return new NothingToRun(
        RunMapper.fromRow(row.getPlace()),
        WhereMapper.fromRow(row.getHome(), row.getFork(), null),
        row.getIntegrationSlug(),
        Mode.valueOf(row.getMode()),
        row.getRefName(),
        row.getOfPullRequest(),
        Instant.ofEpochMilli(row.getAt()));
  }

  private static StoredSighting toRow(Sighting sighting) {
    return StoredSighting.newBuilder()
        .setPlace(RunMapper.toRow(sighting.place()))
        .setHome(WhereMapper.isHome(sighting.where()))
        .setFork(WhereMapper.fork(sighting.where()))
        .setRefName(sighting.refName())
        .setOfPullRequest(sighting.ofPullRequest())
        .setAt(sighting.at().toEpochMilli())
        .build();
  }

  private static Sighting fromRow(StoredSighting row) {
    return new Sighting(
        RunMapper.fromRow(row.getPlace()),
        WhereMapper.fromRow(row.getHome(), row.getFork(), null),
        row.getRefName(),
        row.getOfPullRequest(),
        Instant.ofEpochMilli(row.getAt()));
  }

  private static StoredStart toRow(StartedRun start) {
    return StoredStart.newBuilder()
        .setPlace(RunMapper.toRow(start.place()))
        .setHome(WhereMapper.isHome(start.where()))
        .setFork(WhereMapper.fork(start.where()))
        .setIntegrationSlug(start.integrationSlug())
        .setMode(start.mode().name())
        .setRunId(start.run().value())
        .setRunType(start.kind().name())
        .setTargetId(start.target().id())
        .setTargetSlug(start.target().slug())
        .setTargetKind(start.target().kind().name())
        .setRefName(start.refName())
        .setOfPullRequest(start.ofPullRequest())
        .setRefusal(start.refusal())
        .setLast(start.last())
        .setAt(start.at().toEpochMilli())
        .build();
  }

  private static StartedRun fromRow(StoredStart row) {
    return new StartedRun(
        RunMapper.fromRow(row.getPlace()),
        WhereMapper.fromRow(row.getHome(), row.getFork(), null),
        row.getIntegrationSlug(),
        Mode.valueOf(row.getMode()),
        new RunId(row.getRunId()),
        RunMapper.target(row.getTargetId(), row.getTargetSlug(), row.getTargetKind()),
        RunKind.valueOf(row.getRunType()),
        row.getRefName(),
        row.getOfPullRequest(),
        row.getRefusal(),
        row.getLast(),
        Instant.ofEpochMilli(row.getAt()));
  }

  private static StoredReport toRow(RunReport report) {
    SourceRecord source = report.source();
    return StoredReport.newBuilder()
        .setRunId(report.run().value())
        .setProgress(RunMapper.toRow(report.progress()))
        .setTopic(source.topic())
        .setPartition(source.partition())
        .setOffset(source.offset())
        .setReadAt(source.at().toEpochMilli())
        .setKey(wrap(source.key()))
        .setValue(wrap(source.value()))
        .build();
  }

  private static RunReport fromRow(StoredReport row) {
    SourceRecord source =
        new SourceRecord(
            row.getTopic(),
            row.getPartition(),
            row.getOffset(),
            Instant.ofEpochMilli(row.getReadAt()),
            unwrap(row.getKey()),
            unwrap(row.getValue()));
    return new RunReport(new RunId(row.getRunId()), RunMapper.fromRow(row.getProgress()), source);
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static byte @Nullable [] unwrap(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
