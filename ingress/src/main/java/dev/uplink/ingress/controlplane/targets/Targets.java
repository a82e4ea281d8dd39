package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
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

/** Creating, reading, editing, attaching and deleting stacks and modules. */
public final class Targets {
  private final AccountTransactions transactions;
  private final TargetRepository targets;
  private final TargetChecks checks;
  private final CallerRights rights;
  private final TargetChanges changes;
  private final EntityIds ids;
  private final InstantSource clock;

  public Targets(
      AccountTransactions transactions,
      TargetRepository targets,
      TargetChecks checks,
      CallerRights rights,
      TargetChanges changes,
      EntityIds ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.targets = targets;
    this.checks = checks;
    this.rights = rights;
    this.changes = changes;
    this.ids = ids;
    this.clock = clock;
  }

  Target create(Caller caller, TargetKind kind, Fields fields) {
    TargetRequest request = TargetRequest.read(fields);
    return transactions.change(
        caller.accountId(),
        () -> {
          Target target = created(caller, kind, request);
          checks.requireAttachable(target, rights.of(caller));
          checks.requireRoom(target);
          targets.save(target);
          changes.created(caller, target);
          return target;
        });
  }

  Target get(Caller caller, TargetKind kind, String id) {
    return get(caller, Role.READER, kind, id);
  }

  /** For somebody who wants a run of it. */
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
            checks.requireAttachable(edited, held);
          }
          targets.update(edited);
          changes.edited(caller, target, edited);
          return edited;
        });
  }

  /** Where the code is from now on. The one way to attach a detached target again. */
  Target attach(
      Caller caller, TargetKind kind, String id, Fields fields, Precondition precondition) {
    return transactions.change(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          Target target = lock(caller, held, kind, id);
          precondition.require(target.revision());
          Source before = target.source();
          Source source =
              TargetRequest.source(fields, before.projectRoot(), before.additionalProjectGlobs());
          fields.end();
          Target attached = target.attachedTo(source, clock.instant());
          checks.requireAttachable(attached, held);
          checks.requireRoom(attached);
          targets.update(attached);
          changes.attached(caller, target, attached);
          return attached;
        });
  }

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
