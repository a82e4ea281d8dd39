package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome.Deduplicated;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.Run;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.decide.Target;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.CommandId;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.run.StopReason;
import java.time.Instant;
import java.util.Objects;

/** What a scheduler is told. */
final class CommandMapper {
  private CommandMapper() {}

  static RunCommand start(Occasion occasion, Started started) {
    return command(occasion, RunAction.START, started.candidate(), started.subject(), started.run())
        .setChangedFilesKnown(started.filesKnown())
        .build();
  }

  /** Tells of the pull request that a run turned out to belong to. */
  static RunCommand update(Occasion occasion, Deduplicated same) {
    return command(occasion, RunAction.UPDATE, same.candidate(), same.subject(), same.run())
        .setChangedFilesKnown(false)
        .build();
  }

  private static RunCommand.Builder command(
      Occasion occasion, RunAction action, Target target, Subject subject, Run run) {
    // As Bitbucket writes it: the target's own spelling may differ in case.
    RepositoryName name = Objects.requireNonNullElse(occasion.name(), target.source().repository());
    return RunCommand.newBuilder()
        .setCommandId(CommandId.of(run.id(), action, occasion.cause().id()).value())
        .setAction(action)
        .setRunId(run.id().value())
        .setRunType(run.key().type())
        .setTargetId(target.name().id())
        .setTargetSlug(target.name().slug())
        .setTargetKind(target.name().kind())
        .setAccountId(target.account().value())
        .setSpaceId(target.spaceId())
        .setIntegrationId(occasion.via().integrationId())
        .setProvider(target.source().product().provider())
        .setNamespace(name.namespace())
        .setRepository(name.repository())
        .setBranch(Objects.requireNonNullElse(subject.name(), ""))
        .setCommitSha(run.key().commit().value())
        .setPullRequestId(subject.pullRequest())
        .setProjectRoot(target.source().projectRoot())
        .setDeliveryId(occasion.cause().id())
        .setTriggeredBy(occasion.via().triggeredBy())
        .setIssuedAt(occasion.at());
  }

  /** Ends a run because nothing points to its commit any more. */
  static RunCommand supersede(Occasion occasion, RunCommand start) {
    RunId run = new RunId(start.getRunId());
    String delivery = occasion.cause().id();
    return RunCommand.newBuilder(start)
        .setCommandId(CommandId.of(run, RunAction.STOP, delivery).value())
        .setAction(RunAction.STOP)
        .setReason(StopReason.SUPERSEDED.name())
        .setDeliveryId(delivery)
        .setTriggeredBy(null)
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
