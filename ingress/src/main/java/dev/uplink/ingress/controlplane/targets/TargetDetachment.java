package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationUsers;
import java.time.Instant;
import java.util.List;

/** Finds the targets that use an integration, and detaches them when it ends. */
public final class TargetDetachment implements IntegrationUsers {
  private final TargetRepository targets;
  private final Catalogue catalogue;

  public TargetDetachment(TargetRepository targets, Catalogue catalogue) {
    this.targets = targets;
    this.catalogue = catalogue;
  }

  @Override
  public Usage of(Integration integration) {
    List<Target> users =
        targets.users(
            integration.accountId(),
            integration.id(),
            integration.isDefault(),
            integration.provider());
    return new Usage(users(users, TargetKind.STACK), users(users, TargetKind.MODULE));
  }

  @Override
  public Detached detachFrom(Integration integration, Instant at) {
    List<Target> detached =
        targets
            .lockUsers(
                integration.accountId(),
                integration.id(),
                integration.isDefault(),
                integration.provider())
            .stream()
            .map(target -> target.detachedFrom(integration.id(), at))
            .toList();
    targets.updateAll(detached);
    detached.forEach(catalogue::changed);
    return new Detached(ids(detached, TargetKind.STACK), ids(detached, TargetKind.MODULE));
  }

  private static List<String> ids(List<Target> targets, TargetKind kind) {
    return targets.stream().filter(target -> target.kind() == kind).map(Target::id).toList();
  }

  private static List<User> users(List<Target> targets, TargetKind kind) {
    return targets.stream()
        .filter(target -> target.kind() == kind)
        .map(
            target ->
                new User(
                    target.id(),
                    target.slug(),
                    target.name(),
                    target.spaceId(),
                    target.source().integrationId() == null))
        .toList();
  }
}
