package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationRights;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.Reachability;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.ingress.controlplane.space.SpaceNode;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.schemas.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must hold of a target before it is stored. To be called under the account's lock: what is
 * read here stays true until the transaction ends.
 */
public final class TargetChecks {
  private final TargetRepository targets;
  private final IntegrationRepository integrations;
  private final SpaceRepository spaces;

  public TargetChecks(
      TargetRepository targets, IntegrationRepository integrations, SpaceRepository spaces) {
    this.targets = targets;
    this.integrations = integrations;
    this.spaces = spaces;
  }

  /**
   * Requires that somebody may attach it: an integration that they may not know of does not exist
   * for them.
   *
   * @return the integration that the target uses
   */
  Integration requireAttachable(Target target, Rights rights) {
    requireSpace(target, rights);
    Reachability from = Reachability.of(chain(target));
    Source source = target.source();
    String id = source.integrationId();
    @Nullable Integration named =
        id == null
            ? null
            : integrations
                .find(target.accountId(), id)
                .filter(found -> IntegrationRights.maySee(rights, found))
                .orElse(null);
    @Nullable Integration theDefault =
        integrations.findDefault(target.accountId(), source.provider()).orElse(null);
    return switch (Attachment.of(source, named, theDefault, from)) {
      case Attachment.Possible(Integration through) -> through;
      case Attachment.Impossible(ProblemCode code) ->
          throw Refused.field(
              code,
              "integrationId",
              "%s, %s, from Space %s."
                  .formatted(
                      source.provider(),
                      id == null ? "no integration named" : "integration " + id,
                      target.spaceId()));
    };
  }

  /** Requires that the Space exists, and is theirs to put something in. */
  void requireSpace(Target target, Rights rights) {
    Refused unknown =
        Refused.field(
            ProblemCode.SPACE_UNKNOWN, "spaceId", "There is no Space " + target.spaceId() + ".");
    rights.require(Role.ADMIN, target.spaceId(), unknown);
    if (chain(target).isEmpty()) {
      throw unknown;
    }
  }

  /** Every target of a repository is an outcome of each of its decisions, so there is a limit. */
  void requireRoom(Target target) {
    targets.lockRepository(target.repositoryKey());
    if (targets.countOthers(target.repositoryKey(), target.id()) >= Limits.TARGETS_PER_REPOSITORY) {
      throw Refused.field(
          ProblemCode.REPOSITORY_FULL,
          "repository",
          "A repository has at most %d stacks and modules."
              .formatted(Limits.TARGETS_PER_REPOSITORY));
    }
  }

  private List<SpaceNode> chain(Target target) {
    return spaces.chain(target.accountId(), target.spaceId());
  }
}
