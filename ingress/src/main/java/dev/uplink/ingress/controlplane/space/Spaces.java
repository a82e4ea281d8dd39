package dev.uplink.ingress.controlplane.space;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import java.time.InstantSource;

/** Creating, reading, editing and deleting Spaces. */
public final class Spaces {
  private final AccountTransactions transactions;
  private final SpaceRepository spaces;
  private final Catalogue catalogue;
  private final EntityIds ids;
  private final InstantSource clock;

  public Spaces(
      AccountTransactions transactions,
      SpaceRepository spaces,
      Catalogue catalogue,
      EntityIds ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.spaces = spaces;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
  }

  Space create(Caller caller, Fields fields) {
    SpaceRequest request = SpaceRequest.toCreate(fields);
    return transactions.change(
        caller.accountId(),
        () -> {
          requireKnown(caller, "parentSpaceId", request.parentSpaceId());
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
          return space;
        });
  }

  Space get(Caller caller, String id) {
    return transactions.read(() -> spaces.find(caller.accountId(), id)).orElseThrow(() -> none(id));
  }

  Page<Space> list(Caller caller, PageRequest page) {
    return Page.of(
        transactions.read(
            () -> spaces.page(caller.accountId(), page.after(), page.limitAndOneMore())),
        page,
        Space::id);
  }

  /** Alone, because what others checked for reachability may rest on the shape of the tree. */
  Space edit(Caller caller, String id, Fields fields) {
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          Space space = spaces.lock(caller.accountId(), id).orElseThrow(() -> none(id));
          SpaceRequest request = SpaceRequest.toEdit(space, fields);
          Space edited = edited(space, request);
          requireSound(caller, space, edited);
          spaces.update(edited);
          catalogue.changed(edited);
          return edited;
        });
  }

  void delete(Caller caller, String id) {
    if (id.equals(Space.ROOT)) {
      throw Refused.because(ProblemCode.SPACE_IS_ROOT, "root is the top of the account's tree.");
    }
    transactions.changeAlone(
        caller.accountId(),
        () -> {
          Space space = spaces.lock(caller.accountId(), id).orElseThrow(() -> none(id));
          spaces.delete(caller.accountId(), id);
          catalogue.deleted(space);
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

  private void requireSound(Caller caller, Space before, Space after) {
    String parent = after.parentSpaceId();
    if (parent != null && !parent.equals(before.parentSpaceId())) {
      requireMovable(caller, before, parent);
    }
    SpaceTree tree = new SpaceTree(spaces.all(caller.accountId())).with(after);
    for (SpaceRepository.Use use : spaces.uses(caller.accountId())) {
      if (!tree.reachabilityFrom(use.targetSpaceId()).reaches(use.integrationSpaceId(), false)) {
        throw Refused.because(
            ProblemCode.REACHABILITY_LOST,
            "A target in Space %s uses an integration in Space %s."
                .formatted(use.targetSpaceId(), use.integrationSpaceId()));
      }
    }
  }

  private void requireMovable(Caller caller, Space space, String parent) {
    if (space.id().equals(Space.ROOT)) {
      throw Refused.field(ProblemCode.SPACE_IS_ROOT, "parentSpaceId", "root stays at the top.");
    }
    requireKnown(caller, "parentSpaceId", parent);
    if (new SpaceTree(spaces.all(caller.accountId())).isAtOrAbove(space.id(), parent)) {
      throw Refused.field(
          ProblemCode.SPACE_CYCLE, "parentSpaceId", parent + " is below " + space.id() + ".");
    }
  }

  private void requireKnown(Caller caller, String field, String id) {
    if (spaces.find(caller.accountId(), id).isEmpty()) {
      throw Refused.field(ProblemCode.SPACE_UNKNOWN, field, "There is no Space " + id + ".");
    }
  }

  private static Refused none(String id) {
    return Refused.notFound("Space", id);
  }
}
