package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.account.Account;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.VcsChecks;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.ingress.controlplane.targets.TargetOptions;
import dev.uplink.schemas.avro.CommentCommand;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.Stack;
import java.util.List;

/** Entities as records. What is not named here, secrets above all, does not leave the database. */
final class CatalogueMapper {
  private CatalogueMapper() {}

  static dev.uplink.schemas.avro.Account toRecord(Account account) {
    return dev.uplink.schemas.avro.Account.newBuilder()
        .setAccountId(account.id())
        .setName(account.name())
        .setRunLimit(account.runLimit())
        .setRevision(account.revision())
        .setUpdatedAt(account.updatedAt())
        .build();
  }

  static dev.uplink.schemas.avro.Space toRecord(Space space) {
    return dev.uplink.schemas.avro.Space.newBuilder()
        .setId(space.id())
        .setAccountId(space.accountId())
        .setName(space.name())
        .setDescription(space.description())
        .setLabels(space.labels())
        .setParentSpaceId(space.parentSpaceId())
        .setInheritEntities(space.inheritEntities())
        .setRevision(space.revision())
        .setUpdatedAt(space.updatedAt())
        .build();
  }

  static dev.uplink.schemas.avro.Integration toRecord(Integration integration) {
    return dev.uplink.schemas.avro.Integration.newBuilder()
        .setId(integration.id())
        .setAccountId(integration.accountId())
        .setSlug(integration.slug())
        .setName(integration.name())
        .setProvider(integration.provider().product().provider())
        .setIsDefault(integration.isDefault())
        .setSpaceId(integration.spaceId())
        .setVcsChecks(toRecord(integration.options().vcsChecks()))
        .setUseGitCheckout(integration.options().useGitCheckout())
        .setApiHost(integration.access().apiHost())
        .setUserFacingHost(integration.access().userFacingHost())
        .setLabels(integration.options().labels())
        .setDescription(integration.options().description())
        .setCredentialsVersion(integration.credentialsVersion())
        .setRevision(integration.revision())
        .setUpdatedAt(integration.updatedAt())
        .build();
  }

  static Stack toStack(Target target) {
    return Stack.newBuilder()
        .setId(target.id())
        .setAccountId(target.accountId())
        .setSlug(target.slug())
        .setName(target.name())
        .setSpaceId(target.spaceId())
        .setProvider(target.source().provider().product().provider())
        .setIntegrationId(target.source().integrationId())
        .setNamespace(target.source().namespace())
        .setRepository(target.source().repository())
        .setBranch(target.source().branch())
        .setProjectRoot(target.source().projectRoot())
        .setAdditionalProjectGlobs(target.source().additionalProjectGlobs())
        .setLabels(target.options().labels())
        .setAutodeploy(target.options().autodeploy())
        .setIsDisabled(target.options().isDisabled())
        .setAllowFork(target.options().allowFork())
        .setTrackTags(target.options().trackTags())
        .setCommentCommands(commands(target.options()))
        .setVcsDetached(target.vcsDetached())
        .setDetachedFromIntegrationId(target.detachedFromIntegrationId())
        .setRevision(target.revision())
        .setUpdatedAt(target.updatedAt())
        .build();
  }

  static Module toModule(Target target) {
    return Module.newBuilder()
        .setId(target.id())
        .setAccountId(target.accountId())
        .setSlug(target.slug())
        .setName(target.name())
        .setSpaceId(target.spaceId())
        .setProvider(target.source().provider().product().provider())
        .setIntegrationId(target.source().integrationId())
        .setNamespace(target.source().namespace())
        .setRepository(target.source().repository())
        .setBranch(target.source().branch())
        .setProjectRoot(target.source().projectRoot())
        .setAdditionalProjectGlobs(target.source().additionalProjectGlobs())
        .setLabels(target.options().labels())
        .setAutodeploy(target.options().autodeploy())
        .setIsDisabled(target.options().isDisabled())
        .setAllowFork(target.options().allowFork())
        .setTrackTags(target.options().trackTags())
        .setCommentCommands(commands(target.options()))
        .setVcsDetached(target.vcsDetached())
        .setDetachedFromIntegrationId(target.detachedFromIntegrationId())
        .setRevision(target.revision())
        .setUpdatedAt(target.updatedAt())
        .build();
  }

  private static List<CommentCommand> commands(TargetOptions options) {
    return options.commentCommands().stream()
        .map(
            command ->
                switch (command) {
                  case PROPOSE -> CommentCommand.PROPOSE;
                  case DEPLOY -> CommentCommand.DEPLOY;
                })
        .toList();
  }

  private static dev.uplink.schemas.avro.VcsChecks toRecord(VcsChecks checks) {
    return switch (checks) {
      case INDIVIDUAL -> dev.uplink.schemas.avro.VcsChecks.INDIVIDUAL;
      case AGGREGATED -> dev.uplink.schemas.avro.VcsChecks.AGGREGATED;
      case ALL -> dev.uplink.schemas.avro.VcsChecks.ALL;
    };
  }
}
