package dev.uplink.local.scheduler;

import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.run.RunStates;
import org.jspecify.annotations.Nullable;

/** Between the records of the topics and what the scheduler thinks in. */
final class RunRecordMapper {
  private RunRecordMapper() {}

  static RunOrder toOrder(RunCommand command) {
    RunOrder.Kind kind =
        switch (command.getAction()) {
          case START -> RunOrder.Kind.START;
          case STOP -> RunOrder.Kind.STOP;
          case UPDATE, UNKNOWN -> RunOrder.Kind.NOTE;
        };
    boolean applies = command.getRunType() == RunType.TRACKED;
    return new RunOrder(kind, command.getRunId(), command.getTargetSlug(), applies);
  }

  static RunUpdate toUpdate(RunReport report) {
    Step step = report.step();
    Step.@Nullable Delta delta = step.delta();
    return RunUpdate.newBuilder()
        .setRunId(report.runId())
        .setState(step.state().name())
        .setStateVersion(report.version())
        .setMessage(step.message())
        .setDelta(
            delta == null ? null : new RunDelta(delta.added(), delta.changed(), delta.deleted()))
        .setAt(report.at())
        .build();
  }

  /** The states are those of any scheduler, not only of this one. */
  static boolean hasEnded(RunUpdate update) {
    return RunStates.FINAL.contains(update.getState());
  }
}
