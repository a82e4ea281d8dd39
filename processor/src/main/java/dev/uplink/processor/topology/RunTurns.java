package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.streams.GlobalRecord;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.jspecify.annotations.Nullable;

/** Reads from commands which runs were started, and which of them were superseded since. */
final class RunTurns {
  private RunTurns() {}

  /** The command under its run's group; what cannot be read is the notifier's dead letter. */
  static List<KeyValue<String, RunCommand>> of(@Nullable GlobalRecord<RunCommand> record) {
    return record instanceof GlobalRecord.Decoded<RunCommand>(RunCommand command, ByteBuffer _)
            && (command.getAction() == RunAction.START || isSuperseding(command))
        ? List.of(KeyValue.pair(new RunId(command.getRunId()).group(), command))
        : List.of();
  }

  /** Other stops come from where this is read. */
  private static boolean isSuperseding(RunCommand command) {
    return command.getAction() == RunAction.STOP
        && OutcomeReason.SUPERSEDED.name().equals(command.getReason());
  }
}
