package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Delta;
import dev.uplink.notifier.aggregate.Progress;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.RunState;
import dev.uplink.notifier.aggregate.TestCase;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.streams.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Reads a scheduler's word on a run. Schedulers are not ours, so every field is doubted. */
final class ReadRunUpdate extends ContextualProcessor<byte[], Received<RunUpdate>, String, Step> {
  static final String NAME = "read-run-update";

  @Override
  public void process(Record<byte[], Received<RunUpdate>> record) {
    Source source = new Source(context(), record, NAME);
    context().forward(read(record, source));
  }

  private static Record<String, Step> read(
      Record<byte[], Received<RunUpdate>> record, Source source) {
    @Nullable Received<RunUpdate> received = record.value();
    if (received == null) {
      return source.giveUp(DeadLetterReason.UNEXPECTED_TOMBSTONE, "no value");
    }
    long bytes = source.bytes();
    if (bytes > Limits.RECORD_BYTES) {
      // A broker measures what is compressed; kept and written again, it would fit nowhere.
      return source.giveUp(
          DeadLetterReason.RECORD_TOO_LARGE,
          "%d bytes when unpacked (allowed: %d)".formatted(bytes, Limits.RECORD_BYTES));
    }
    RunUpdate update = received.value();
    RunId run;
    try {
      run = new RunId(update.getRunId());
    } catch (IllegalArgumentException e) {
      return source.giveUp(DeadLetterReason.INVALID_RECORD, e.getMessage());
    }
    Optional<RunState> state = RunState.of(update.getState());
    if (state.isEmpty()) {
      return source.giveUp(
          DeadLetterReason.UNKNOWN_RUN_STATE, "state: '%s'".formatted(update.getState()));
    }
    long version = update.getStateVersion();
    if (!isInRange(version)) {
      return source.giveUp(
          DeadLetterReason.INVALID_RECORD,
          "stateVersion: %d (expected: 0 to %d)".formatted(version, Limits.LARGEST_INTEGER));
    }
    List<TestCase> testCases;
    try {
      testCases = ReadTestCases.of(update.getTestCases());
    } catch (IllegalArgumentException e) {
      return source.giveUp(DeadLetterReason.INVALID_RECORD, e.getMessage());
    }
    Progress progress = progress(update, state.get(), testCases, record.timestamp());
    Step step = new Step.Happened(new RunReport(run, progress, source.asRead()));
    return record.withKey(run.group()).withValue(step);
  }

  private static Progress progress(
      RunUpdate update, RunState state, List<TestCase> testCases, long readAt) {
    return Progress.reported(
        state,
        update.getStateVersion(),
        update.getUrl(),
        update.getMessage(),
        delta(update.getDelta()),
        isInRange(update.getAt().toEpochMilli()) ? update.getAt() : Instant.ofEpochMilli(readAt),
        testCases);
  }

  /** Numbers that cannot be are not shown; they are no reason to lose the state. */
  private static @Nullable Delta delta(@Nullable RunDelta delta) {
    return delta != null
            && isInRange(delta.getAdded())
            && isInRange(delta.getChanged())
            && isInRange(delta.getDeleted())
        ? new Delta(delta.getAdded(), delta.getChanged(), delta.getDeleted())
        : null;
  }

  private static boolean isInRange(long number) {
    return number >= 0 && number <= Limits.LARGEST_INTEGER;
  }
}
