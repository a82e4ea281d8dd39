package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
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
  private final SourceSurvey survey;
  private final InstantSource clock;

  public Reattachment(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetChanges changes,
      SourceSurvey survey,
      InstantSource clock) {
    this.transactions = transactions;
    this.targets = targets;
    this.integrations = integrations;
    this.spaces = spaces;
    this.rights = rights;
    this.changes = changes;
    this.survey = survey;
    this.clock = clock;
  }

  /**
   * What became of each that the caller may know of.
   *
   * @param refused those that stay detached, each with what stands against it
   */
  record Outcome(List<ReattachedTarget> attached, List<RefusedTarget> refused) {}

  /** A target that is attached, and what somebody should look at in its source. */
  record ReattachedTarget(String id, TargetKind kind, String slug, List<TargetWarning> warnings) {}

  /** A target that stays detached. */
  record RefusedTarget(String id, TargetKind kind, String slug, ProblemCode code) {}

  /** What to attach, and through which integration. */
  private record Wish(Integration to, List<Target> targets) {}

  /** A detached target that may be attached. */
  private record Attachable(Target target, List<TargetWarning> warnings) {}

  /**
   * One transaction; what cannot be attached does not keep the others from it. Bitbucket is asked
   * before, and rights and reachability are checked before as well as within.
   */
  Outcome to(Caller caller, String integrationId, Fields fields) {
    String from = fields.text("detachedFromIntegrationId", Text.ID);
    fields.end();
    SourceSurvey.Findings findings = look(caller, integrationId, from);
    return transactions.change(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          Integration integration = find(caller, held, integrationId);
          SpaceTree tree = new SpaceTree(spaces.nodes(caller.accountId()));
          List<Attachable> attachable = new ArrayList<>();
          List<RefusedTarget> refused = new ArrayList<>();
          for (Target target : targets.lockDetached(caller.accountId(), from)) {
            Optional<ProblemCode> obstacle = obstacle(held, tree, integration, target);
            if (obstacle.isPresent()) {
              obstacle
                  .filter(code -> maySee(held, target))
                  .ifPresent(code -> refused.add(refused(target, code)));
            } else {
              switch (findings.of(target.source())) {
                case SourceSurvey.Finding.Taken(List<TargetWarning> warnings) ->
                    attachable.add(new Attachable(target, warnings));
                case SourceSurvey.Finding.Missing(ProblemCode code) ->
                    refused.add(refused(target, code));
              }
            }
          }
          return new Outcome(attach(caller, integration, attachable), refused);
        });
  }

  private SourceSurvey.Findings look(Caller caller, String integrationId, String from) {
    Wish wish =
        transactions.snapshot(
            () -> {
              Rights held = rights.of(caller);
              Integration integration = find(caller, held, integrationId);
              SpaceTree tree = new SpaceTree(spaces.nodes(caller.accountId()));
              return new Wish(
                  integration,
                  targets.detached(caller.accountId(), from).stream()
                      .filter(target -> obstacle(held, tree, integration, target).isEmpty())
                      .toList());
            });
    return survey.of(caller, wish.to(), wish.targets().stream().map(Target::source).toList());
  }

  private Integration find(Caller caller, Rights held, String id) {
    return integrations
        .find(caller.accountId(), id)
        .filter(found -> IntegrationRights.maySee(held, found))
        .orElseThrow(() -> Refused.notFound("integration", id));
  }

  private static boolean maySee(Rights held, Target target) {
    return held.has(Role.READER, target.spaceId());
  }

  private List<ReattachedTarget> attach(
      Caller caller, Integration integration, List<Attachable> attachable) {
    List<Target> after =
        attachable.stream()
            .map(Attachable::target)
            .map(
                target ->
                    target.attachedTo(
                        target.source().withIntegration(integration.id()), clock.instant()))
            .toList();
    targets.updateAll(after);
    List<ReattachedTarget> attached = new ArrayList<>();
    for (int i = 0; i < after.size(); i++) {
      Target target = after.get(i);
      changes.attached(caller, attachable.get(i).target(), target);
      attached.add(
          new ReattachedTarget(
              target.id(), target.kind(), target.slug(), attachable.get(i).warnings()));
    }
    return attached;
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
