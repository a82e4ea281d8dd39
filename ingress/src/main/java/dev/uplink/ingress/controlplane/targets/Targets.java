package dev.uplink.ingress.controlplane.targets;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import java.time.InstantSource;

/** Creating, reading, editing, attaching and deleting stacks and modules. */
public final class Targets {
  private final AccountTransactions transactions;
  private final TargetRepository targets;
  private final TargetChecks checks;
  private final Catalogue catalogue;
  private final EntityIds ids;
  private final InstantSource clock;

  public Targets(
      AccountTransactions transactions,
      TargetRepository targets,
      TargetChecks checks,
      Catalogue catalogue,
      EntityIds ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.targets = targets;
    this.checks = checks;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
  }

  Target create(Caller caller, TargetKind kind, Fields fields) {
    TargetRequest request = TargetRequest.read(fields);
    return transactions.change(
        caller.accountId(),
        () -> {
          Target target = created(caller, kind, request);
          checks.requireAttachable(target);
          checks.requireRoom(target);
          targets.save(target);
          catalogue.changed(target);
          return target;
        });
  }

  public Target get(Caller caller, TargetKind kind, String id) {
    return transactions
        .read(() -> targets.find(caller.accountId(), kind, id))
        .orElseThrow(() -> none(kind, id));
  }

  Page<Target> list(Caller caller, TargetKind kind, PageRequest page) {
    return Page.of(
        transactions.read(
            () -> targets.page(caller.accountId(), kind, page.after(), page.limitAndOneMore())),
        page,
        Target::id);
  }

  /** Name, Space and options; the slug keeps the first name. */
  Target edit(Caller caller, TargetKind kind, String id, Fields fields) {
    return transactions.change(
        caller.accountId(),
        () -> {
          Target target = lock(caller, kind, id);
          Target edited =
              target.edited(
                  fields.text("name", Text.NAME, target.name()),
                  fields.text("spaceId", Text.ID, target.spaceId()),
                  TargetRequest.options(fields, target.options()),
                  clock.instant());
          fields.end();
          // A detached target has nothing to lose; attaching it again checks where it is then.
          if (edited.vcsDetached()) {
            checks.requireSpace(edited);
          } else {
            checks.requireAttachable(edited);
          }
          return changed(edited);
        });
  }

  /** Where the code is from now on. The one way to attach a detached target again. */
  Target attach(Caller caller, TargetKind kind, String id, Fields fields) {
    return transactions.change(
        caller.accountId(),
        () -> {
          Target target = lock(caller, kind, id);
          Source before = target.source();
          Source source =
              TargetRequest.source(fields, before.projectRoot(), before.additionalProjectGlobs());
          fields.end();
          Target attached = target.attachedTo(source, clock.instant());
          checks.requireAttachable(attached);
          checks.requireRoom(attached);
          return changed(attached);
        });
  }

  void delete(Caller caller, TargetKind kind, String id) {
    transactions.change(
        caller.accountId(),
        () -> {
          Target target = lock(caller, kind, id);
          targets.delete(id);
          catalogue.deleted(target);
          return target;
        });
  }

  private Target changed(Target target) {
    targets.update(target);
    catalogue.changed(target);
    return target;
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

  private Target lock(Caller caller, TargetKind kind, String id) {
    return targets.lock(caller.accountId(), kind, id).orElseThrow(() -> none(kind, id));
  }

  private static Refused none(TargetKind kind, String id) {
    return Refused.notFound(kind.word(), id);
  }
}
