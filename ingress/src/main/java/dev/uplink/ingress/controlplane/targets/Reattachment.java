package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationRights;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.SpaceTree;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Attaches everything that was detached from a deleted integration to another one. */
public final class Reattachment {
  private final AccountTransactions transactions;
  private final TargetRepository targets;
  private final IntegrationRepository integrations;
  private final SpaceRepository spaces;
  private final CallerRights rights;
  private final TargetChanges changes;
  private final InstantSource clock;

  public Reattachment(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetChanges changes,
      InstantSource clock) {
    this.transactions = transactions;
    this.targets = targets;
    this.integrations = integrations;
    this.spaces = spaces;
    this.rights = rights;
    this.changes = changes;
    this.clock = clock;
  }

  /**
   * What became of each that the caller may know of.
   *
   * @param refused those that stay detached, each with what stands against it
   */
  record Outcome(List<TargetReference> attached, List<RefusedTarget> refused) {}

  /** A stack or module. */
  record TargetReference(String id, TargetKind kind, String slug) {
    static TargetReference of(Target target) {
      return new TargetReference(target.id(), target.kind(), target.slug());
    }
  }

  /** One that stays detached. */
  record RefusedTarget(String id, TargetKind kind, String slug, ProblemCode code) {}

  /** One transaction; what cannot be attached does not keep the others from it. */
  Outcome to(Caller caller, String integrationId, Fields fields) {
    String from = fields.text("detachedFromIntegrationId", Text.ID);
    fields.end();
    return transactions.change(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          Integration integration =
              integrations
                  .find(caller.accountId(), integrationId)
                  .filter(found -> IntegrationRights.maySee(held, found))
                  .orElseThrow(() -> Refused.notFound("integration", integrationId));
          SpaceTree tree = new SpaceTree(spaces.nodes(caller.accountId()));
          List<Target> before = new ArrayList<>();
          List<RefusedTarget> refused = new ArrayList<>();
          for (Target target : targets.lockDetached(caller.accountId(), from)) {
            if (held.has(Role.READER, target.spaceId())) {
              var code = obstacle(held, tree, integration, target);
              code.ifPresentOrElse(
                  it -> refused.add(refused(target, it)), () -> before.add(target));
            }
          }
          return new Outcome(attach(caller, integration, before), refused);
        });
  }

  private List<TargetReference> attach(
      Caller caller, Integration integration, List<Target> before) {
    List<Target> after =
        before.stream()
            .map(
                target ->
                    target.attachedTo(
                        target.source().withIntegration(integration.id()), clock.instant()))
            .toList();
    targets.updateAll(after);
    for (int i = 0; i < after.size(); i++) {
      changes.attached(caller, before.get(i), after.get(i));
    }
    return after.stream().map(TargetReference::of).toList();
  }

  private static Optional<ProblemCode> obstacle(
      Rights held, SpaceTree tree, Integration integration, Target target) {
    if (!held.has(Role.ADMIN, target.spaceId())) {
      return Optional.of(ProblemCode.ROLE_INSUFFICIENT);
    }
    Source source = target.source().withIntegration(integration.id());
    return switch (Attachment.of(
        source, integration, null, tree.reachabilityFrom(target.spaceId()))) {
      case Attachment.Possible _ -> Optional.empty();
      case Attachment.Impossible(ProblemCode code) -> Optional.of(code);
    };
  }

  private static RefusedTarget refused(Target target, ProblemCode code) {
    return new RefusedTarget(target.id(), target.kind(), target.slug(), code);
  }
}
