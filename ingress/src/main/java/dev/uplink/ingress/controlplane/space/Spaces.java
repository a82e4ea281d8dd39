package dev.uplink.ingress.controlplane.space;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.account.Account;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Precondition;
import java.time.InstantSource;

/**
 * Creating, reading, editing and deleting Spaces. The tree is the root admins', except that the
 * account may let others add to it; what a Space is called, its own admins may change too.
 */
public final class Spaces {
  private final AccountTransactions transactions;
  private final SpaceRepository spaces;
  private final AccountRepository accounts;
  private final CallerRights rights;
  private final SpaceChecks checks;
  private final SpaceCatalogue catalogue;
  private final AuditTrail trail;
  private final EntityIds ids;
  private final InstantSource clock;

  public Spaces(
      AccountTransactions transactions,
      SpaceRepository spaces,
      AccountRepository accounts,
      CallerRights rights,
      SpaceCatalogue catalogue,
      AuditTrail trail,
      EntityIds ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.spaces = spaces;
    this.accounts = accounts;
    this.rights = rights;
    this.checks = new SpaceChecks(spaces);
    this.catalogue = catalogue;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  Space create(Caller caller, Fields fields) {
    SpaceRequest request = SpaceRequest.toCreate(fields);
    return transactions.change(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          checks.requireKnown(caller, held, request.parentSpaceId());
          requireMayCreate(caller, held, request);
          Space space =
              new Space(
                  ids.next(),
                  caller.accountId(),
                  request.name(),
                  request.description(),
                  request.labels(),
                  request.parentSpaceId(),
                  request.inheritEntities(),
                  1,
                  clock.instant());
          spaces.save(space);
          catalogue.changed(space);
          trail.record(caller, AuditedAction.SPACE_CREATE, space.id(), null, SpaceView.of(space));
          return space;
        });
  }

  /** Where inheritance ends is the root admins' to say, whoever else may add to the tree. */
  private void requireMayCreate(Caller caller, Rights held, SpaceRequest request) {
    boolean othersMay =
        accounts
            .findById(caller.accountId())
            .map(Account::spaceAdminsMayCreateSpaces)
            .orElse(false);
    if (othersMay && request.inheritEntities()) {
      held.require(Role.ADMIN, request.parentSpaceId());
    } else {
      caller.requireRootAdmin();
    }
  }

  Space get(Caller caller, String id) {
    return transactions.snapshot(
        () -> {
          rights.of(caller).require(Role.READER, id, none(id));
          return spaces.find(caller.accountId(), id).orElseThrow(() -> none(id));
        });
  }

  Page<Space> list(Caller caller, PageRequest page) {
    return transactions.snapshot(
        () -> {
          Rights held = rights.of(caller);
          return Page.of(
              spaces.page(
                  caller.accountId(),
                  held.areForEverything(),
                  held.readable(),
                  page.after(),
                  page.limitAndOneMore()),
              page,
              Space::id);
        });
  }

  /** Alone, because what others checked for reachability may rest on the shape of the tree. */
  Space edit(Caller caller, String id, Fields fields, Precondition precondition) {
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          rights.of(caller).require(Role.ADMIN, id, none(id));
          Space space = lock(caller, id);
          precondition.require(space.revision());
          Space edited = edited(space, SpaceRequest.toEdit(space, fields));
          if (!edited.node().equals(space.node())) {
            checks.requireKnown(caller, rights.of(caller), edited.parentSpaceId());
            caller.requireRootAdmin();
            checks.requireSound(space, edited);
          }
          spaces.update(edited);
          catalogue.changed(edited);
          trail.record(
              caller, AuditedAction.SPACE_EDIT, id, SpaceView.of(space), SpaceView.of(edited));
          return edited;
        });
  }

  void delete(Caller caller, String id) {
    transactions.changeAlone(
        caller.accountId(),
        () -> {
          rights.of(caller).require(Role.READER, id, none(id));
          caller.requireRootAdmin();
          if (id.equals(Space.ROOT)) {
            throw Refused.because(
                ProblemCode.SPACE_IS_ROOT, "root is the top of the account's tree.");
          }
          Space space = lock(caller, id);
          spaces.delete(caller.accountId(), id);
          catalogue.deleted(space);
          trail.record(caller, AuditedAction.SPACE_DELETE, id, SpaceView.of(space), null);
          return space;
        });
  }

  private Space edited(Space space, SpaceRequest request) {
    return new Space(
        space.id(),
        space.accountId(),
        request.name(),
        request.description(),
        request.labels(),
        request.parentSpaceId().isEmpty() ? null : request.parentSpaceId(),
        request.inheritEntities(),
        space.revision() + 1,
        clock.instant());
  }

  private Space lock(Caller caller, String id) {
    return spaces.lock(caller.accountId(), id).orElseThrow(() -> none(id));
  }

  private static Refused none(String id) {
    return Refused.notFound("Space", id);
  }
}
