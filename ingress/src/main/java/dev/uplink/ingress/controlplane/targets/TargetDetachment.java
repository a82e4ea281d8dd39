package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationUsers;
import java.time.Instant;
import java.util.List;

/** Finds the targets that use an integration, and detaches them when it ends. */
public final class TargetDetachment implements IntegrationUsers {
  private final TargetRepository targets;
  private final TargetChanges changes;

  public TargetDetachment(TargetRepository targets, TargetChanges changes) {
    this.targets = targets;
    this.changes = changes;
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
  public Detached detachFrom(Caller caller, Integration integration, Instant at) {
    List<Target> attached =
        targets.lockUsers(
            integration.accountId(),
            integration.id(),
            integration.isDefault(),
            integration.provider());
    List<Target> detached =
        attached.stream().map(target -> target.detachedFrom(integration.id(), at)).toList();
    targets.updateAll(detached);
    for (int i = 0; i < detached.size(); i++) {
      changes.detached(caller, attached.get(i), detached.get(i));
    }
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
