package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.run.StopReason;
import dev.uplink.schemas.streams.Received;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Reads which runs the processor stops. Of what it starts, decisions tell more, and of what it
 * updates nothing shows; so other commands are passed over.
 */
final class ReadStopCommand
    extends ContextualProcessor<byte[], Received<RunCommand>, String, Step> {
  static final String NAME = "read-stop-command";

  @Override
  public void process(Record<byte[], Received<RunCommand>> record) {
    Source source = new Source(context(), record, NAME);
    if (record.value() == null) {
      context().forward(source.giveUp(DeadLetterReason.UNEXPECTED_TOMBSTONE, "no value"));
      return;
    }
    RunCommand command = record.value().value();
    if (command.getAction() != RunAction.STOP) {
      return;
    }
    RunId run;
    try {
      run = new RunId(command.getRunId());
    } catch (IllegalArgumentException e) {
      context().forward(source.giveUp(DeadLetterReason.INVALID_RECORD, e.getMessage()));
      return;
    }
    StopOrder order = new StopOrder(run, text(command), command.getIssuedAt());
    context().forward(record.withKey(run.group()).withValue(new Step.Happened(order)));
  }

  private static String text(RunCommand command) {
    return StopReason.of(command.getReason())
        .map(reason -> text(reason, command.getTargetKind()))
        .orElse("stopped");
  }

  private static String text(StopReason reason, TargetKind target) {
    return switch (reason) {
      case INTEGRATION_DETACHED -> "Source code integration was detached";
      case SUPERSEDED -> "Superseded: nothing points to its commit any more";
      case TARGET_DELETED ->
          switch (target) {
            case MODULE -> "Module was deleted";
            case STACK, UNKNOWN -> "Stack was deleted";
          };
    };
  }
}
