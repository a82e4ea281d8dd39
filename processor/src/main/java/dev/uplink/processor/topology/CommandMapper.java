package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.Target;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.CommandId;
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
}
