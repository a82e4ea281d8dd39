package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Names;
import dev.uplink.ingress.controlplane.request.Precondition;
import dev.uplink.ingress.controlplane.request.Text;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** Creating, reading, editing, attaching and deleting stacks and modules. */
public final class Targets {
  private final AccountTransactions transactions;
  private final TargetRepository targets;
  private final TargetChecks checks;
  private final SourceCheck sources;
  private final CallerRights rights;
  private final TargetChanges changes;
  private final EntityIds ids;
  private final InstantSource clock;

  public Targets(
      AccountTransactions transactions,
      TargetRepository targets,
      TargetChecks checks,
      SourceCheck sources,
      CallerRights rights,
      TargetChanges changes,
      EntityIds ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.targets = targets;
    this.checks = checks;
    this.sources = sources;
    this.rights = rights;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
  }

  /** A target that is not stored yet, after Bitbucket was asked about it. */
  record Draft(Target target, List<TargetWarning> warnings) {}

  /** Makes a target that is yet to be stored. Not in a transaction, because Bitbucket is asked. */
  Draft draft(Caller caller, TargetKind kind, Fields fields) {
    Target target = created(caller, kind, TargetRequest.read(fields));
    return new Draft(target, look(caller, () -> target));
  }

  AttachedTarget create(Caller caller, Draft draft) {
    return transactions.change(
        caller.accountId(),
        () -> {
          Target target = draft.target();
          var _ = checks.requireAttachable(target, rights.of(caller));
          checks.requireRoom(target);
          targets.save(target);
          changes.created(caller, target);
          return AttachedTarget.of(target, draft.warnings());
        });
  }

  Target get(Caller caller, TargetKind kind, String id) {
    return get(caller, Role.READER, kind, id);
  }

  /** The target, for somebody who wants a run of it. */
  public Target getToRun(Caller caller, TargetKind kind, String id) {
    return get(caller, Role.WRITER, kind, id);
  }

  private Target get(Caller caller, Role role, TargetKind kind, String id) {
    return transactions.snapshot(
        () -> {
          Target target =
              targets.find(caller.accountId(), kind, id).orElseThrow(() -> none(kind, id));
          rights.of(caller).require(role, target.spaceId(), none(kind, id));
          return target;
        });
  }

  Page<Target> list(Caller caller, TargetKind kind, PageRequest page) {
    return transactions.snapshot(
        () -> {
          Rights held = rights.of(caller);
          return Page.of(
              targets.page(
                  caller.accountId(),
                  kind,
                  held.areForEverything(),
                  held.readable(),
                  page.after(),
                  page.limitAndOneMore()),
              page,
              Target::id);
        });
  }

  /** Name, Space and options; the slug keeps the first name. */
  Target edit(Caller caller, TargetKind kind, String id, Fields fields, Precondition precondition) {
    return transactions.change(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          Target target = lock(caller, held, kind, id);
          precondition.require(target.revision());
          Target edited =
              target.edited(
                  Names.read(fields, target.name()),
                  fields.text("spaceId", Text.ID, target.spaceId()),
                  TargetRequest.options(fields, target.options()),
                  clock.instant());
          fields.end();
          // A detached target has nothing to lose; attaching it again checks where it is then.
          if (edited.vcsDetached()) {
            checks.requireSpace(edited, held);
          } else {
            var _ = checks.requireAttachable(edited, held);
          }
          targets.update(edited);
          changes.edited(caller, target, edited);
          return edited;
        });
  }

  /** Sets where the code is from now on. The one way to attach a detached target again. */
  AttachedTarget attach(
      Caller caller, TargetKind kind, String id, Fields fields, Precondition precondition) {
    List<TargetWarning> warnings =
        look(caller, () -> attached(get(caller, Role.ADMIN, kind, id), fields, precondition));
    return transactions.change(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          Target target = lock(caller, held, kind, id);
          Target attached = attached(target, fields, precondition);
          var _ = checks.requireAttachable(attached, held);
          checks.requireRoom(attached);
          targets.update(attached);
          changes.attached(caller, target, attached);
          return AttachedTarget.of(attached, warnings);
        });
  }

  private Target attached(Target target, Fields fields, Precondition precondition) {
    precondition.require(target.revision());
    Source before = target.source();
    Source source =
        TargetRequest.source(fields, before.projectRoot(), before.additionalProjectGlobs());
    fields.end();
    return target.attachedTo(source, clock.instant());
  }

  /**
   * What Bitbucket says of a source, asked only for who may set it. Everything that is checked here
   * is checked again when it is stored: meanwhile no transaction holds anything.
   */
  private List<TargetWarning> look(Caller caller, Supplier<Target> wanted) {
    if (sources.equals(SourceCheck.OFF)) {
      return List.of();
    }
    Wanted found =
        transactions.read(
            () -> {
              Target target = wanted.get();
              return new Wanted(
                  target.source(), checks.requireAttachable(target, rights.of(caller)));
            });
    return sources.of(caller, found.through(), found.source());
  }

  private record Wanted(Source source, Integration through) {}

  void delete(Caller caller, TargetKind kind, String id) {
    transactions.change(
        caller.accountId(),
        () -> {
          Target target = lock(caller, rights.of(caller), kind, id);
          targets.delete(id);
          changes.deleted(caller, target);
          return target;
        });
  }

  private Target created(Caller caller, TargetKind kind, TargetRequest request) {
    return new Target(
        ids.next(),
        caller.accountId(),
        kind,
        request.slug().value(),
        request.name(),
        request.spaceId(),
        request.source(),
        request.options(),
        null,
        Target.repositoryKey(caller.accountId(), request.source()).toString(),
        1,
        clock.instant());
  }

  private Target lock(Caller caller, Rights held, TargetKind kind, String id) {
    Target target = targets.lock(caller.accountId(), kind, id).orElseThrow(() -> none(kind, id));
    held.require(Role.ADMIN, target.spaceId(), none(kind, id));
    return target;
  }

  private static Refused none(TargetKind kind, String id) {
    return Refused.notFound(kind.word(), id);
  }
}
