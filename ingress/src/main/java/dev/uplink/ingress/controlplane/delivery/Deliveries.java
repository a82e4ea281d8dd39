package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.schemas.Limits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be asked about deliveries. */
public final class Deliveries {
  private final AccountTransactions transactions;
  private final DeliveryStore store;
  private final DeliveryRights deliveryRights;
  private final CallerRights rights;

  public Deliveries(
      AccountTransactions transactions,
      DeliveryStore store,
      DeliveryRights deliveryRights,
      CallerRights rights) {
    this.transactions = transactions;
    this.store = store;
    this.deliveryRights = deliveryRights;
    this.rights = rights;
  }

  /** The newest first; of those the caller may see. */
  Page<DeliveryView> list(Caller caller, DeliveryFilter filter, PageRequest page) {
    @Nullable DeliveryCursor after = DeliveryCursor.parse(page.after());
    return transactions.read(
        () -> {
          DeliverySelection selection =
              selection(caller, rights.of(caller), filter, after, page.limitAndOneMore());
          Page<Delivery> found = Page.of(store.page(selection), page, DeliveryCursor::of);
          List<String> ids =
              found.items().stream().map(delivery -> delivery.subject().id()).toList();
          Map<String, List<Outcome>> outcomes = store.outcomes(ids, DecisionView.SHOWN_IN_LISTS);
          return found.map(
              delivery ->
                  DeliveryView.of(
                      delivery, outcomes.getOrDefault(delivery.subject().id(), List.of())));
        });
  }

  /**
   * One delivery with every outcome: as many as one decision has.
   *
   * @param integration empty if it is gone
   */
  public record Details(
      Delivery delivery, List<Outcome> outcomes, Optional<Integration> integration) {
    public Details {
      outcomes = List.copyOf(outcomes);
    }
  }

  /** Reads in the transaction of whoever asks. */
  public Details details(Caller caller, String id) {
    Found found = find(caller, id);
    return new Details(
        found.delivery(),
        store.outcomes(List.of(id), Limits.OUTCOMES_PER_DECISION).getOrDefault(id, List.of()),
        found.integration());
  }

  /**
   * A delivery that the caller may repeat.
   *
   * @param integration empty if it is gone
   */
  public record Found(Delivery delivery, Optional<Integration> integration) {}

  public Found getToRepeat(Caller caller, String id) {
    return transactions.read(() -> find(caller, id));
  }

  private Found find(Caller caller, String id) {
    Refused unknown = Refused.notFound("delivery", id);
    Delivery delivery = store.find(caller.accountId(), id).orElseThrow(() -> unknown);
    return new Found(
        delivery,
        deliveryRights.require(
            caller, rights.of(caller), delivery.subject().integrationId(), unknown));
  }

  private DeliverySelection selection(
      Caller caller,
      Rights held,
      DeliveryFilter filter,
      @Nullable DeliveryCursor after,
      int limit) {
    @Nullable String integrationId = filter.integrationId();
    if (integrationId != null) {
      deliveryRights.require(
          caller, held, integrationId, Refused.notFound("integration", integrationId));
    }
    return held.areForEverything() || integrationId != null
        ? DeliverySelection.of(caller.accountId(), filter, after, limit)
        : DeliverySelection.ofSpaces(
            caller.accountId(), held.spacesWith(Role.ADMIN), filter, after, limit);
  }
}
