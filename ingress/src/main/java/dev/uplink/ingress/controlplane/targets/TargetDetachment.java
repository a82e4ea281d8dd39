package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationUsers;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.problem.Problem;
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
  public Usage of(Integration integration, PageRequest request) {
    Page<Target> page =
        Page.of(
            targets.users(
                integration.accountId(),
                integration.id(),
                integration.isDefault(),
                integration.provider(),
                request.after(),
                request.limitAndOneMore()),
            request,
            Target::id);
    List<TargetRepository.UserCount> counts =
        targets.countUsers(
            integration.accountId(),
            integration.id(),
            integration.isDefault(),
            integration.provider());
    return new Usage(
        count(counts, TargetKind.STACK),
        count(counts, TargetKind.MODULE),
        users(page.items(), TargetKind.STACK),
        users(page.items(), TargetKind.MODULE),
        page.nextCursor());
  }

  @Override
  public List<String> spacesNaming(Integration integration) {
    return targets.spacesNaming(integration.id());
  }

  @Override
  public List<Problem.Target> naming(Integration integration, List<String> spaces, int limit) {
    return targets.naming(integration.id(), spaces, limit);
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

  /** A kind of which there are none is not counted. */
  private static long count(List<TargetRepository.UserCount> counts, TargetKind kind) {
    return counts.stream()
        .filter(count -> count.kind() == kind)
        .mapToLong(TargetRepository.UserCount::count)
        .sum();
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
