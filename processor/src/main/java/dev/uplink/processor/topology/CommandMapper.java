package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.StopReason;
import dev.uplink.processor.decide.Target;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.CommandId;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.Objects;

/** What a scheduler is told. */
final class CommandMapper {
  private CommandMapper() {}

  static RunCommand start(Occasion occasion, Started started) {
    Target target = started.candidate();
    // As Bitbucket writes it: the target's own spelling may differ in case.
    RepositoryName name = Objects.requireNonNullElse(occasion.name(), target.source().repository());
    return RunCommand.newBuilder()
        .setCommandId(
            CommandId.of(started.run().id(), RunAction.START, occasion.cause().id()).value())
        .setAction(RunAction.START)
        .setRunId(started.run().id().value())
        .setRunType(started.run().key().type())
        .setTargetId(target.name().id())
        .setTargetSlug(target.name().slug())
        .setTargetKind(target.name().kind())
        .setAccountId(target.account().value())
        .setSpaceId(target.spaceId())
        .setIntegrationId(occasion.via().integrationId())
        .setProvider(target.source().product().provider())
        .setNamespace(name.namespace())
        .setRepository(name.repository())
        .setBranch(started.ref().name())
        .setCommitSha(started.run().key().commit().value())
        .setProjectRoot(target.source().projectRoot())
        .setChangedFilesKnown(false)
        .setDeliveryId(occasion.cause().id())
        .setTriggeredBy(occasion.via().triggeredBy())
        .setIssuedAt(occasion.at())
        .build();
  }

  /**
   * Ends a run for the sake of what it belongs to. No delivery asks for it, so it names the one
   * that started the run; its id is therefore the same whoever comes to tell it.
   */
  static RunCommand stop(RunCommand start, StopReason reason, Instant at) {
    RunId run = new RunId(start.getRunId());
    return RunCommand.newBuilder(start)
        .setCommandId(CommandId.of(run, RunAction.STOP, start.getDeliveryId()).value())
        .setAction(RunAction.STOP)
        .setReason(reason.name())
        .setTriggeredBy(null)
        .setIssuedAt(at)
        .build();
  }
}
