package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.RunId;

/** Which commands say that a run was started, or superseded since. */
final class RunTurns {
  private RunTurns() {}

  static boolean isOne(RunCommand command) {
    return command.getAction() == RunAction.START || isSuperseding(command);
  }

  static String group(RunCommand command) {
    return new RunId(command.getRunId()).group();
  }

  /** Other stops come from where these are followed. */
  private static boolean isSuperseding(RunCommand command) {
    return command.getAction() == RunAction.STOP
        && OutcomeReason.SUPERSEDED.name().equals(command.getReason());
  }
}
