package dev.uplink.ingress.controlplane.delivery.refused;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.delivery.DeliveryRights;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import org.jspecify.annotations.Nullable;

/** What can be asked about refused webhooks; to be seen by whoever may see the deliveries. */
public final class RefusedWebhooks {
  private final AccountTransactions transactions;
  private final RefusedWebhookRepository repository;
  private final DeliveryRights deliveryRights;
  private final CallerRights rights;

  public RefusedWebhooks(
      AccountTransactions transactions,
      RefusedWebhookRepository repository,
      DeliveryRights deliveryRights,
      CallerRights rights) {
    this.transactions = transactions;
    this.repository = repository;
    this.deliveryRights = deliveryRights;
    this.rights = rights;
  }

  /** Those at addresses that no integration has are in no Space, and so the root admins'. */
  Page<RefusedWebhook> list(Caller caller, @Nullable String integrationId, PageRequest page) {
    long before = before(page.after());
    return transactions.read(
        () -> {
          Rights held = rights.of(caller);
          if (integrationId != null) {
            deliveryRights.require(
                caller, held, integrationId, Refused.notFound("integration", integrationId));
          }
          return Page.of(
              repository.page(
                  caller.accountId(),
                  integrationId,
                  held.areForEverything(),
                  held.spacesWith(Role.ADMIN),
                  before,
                  page.limitAndOneMore()),
              page,
              refused -> String.valueOf(refused.id()));
        });
  }

  private static long before(String after) {
    if (after.isEmpty()) {
      return Long.MAX_VALUE;
    }
    if (!after.matches("[0-9]{1,18}")) {
      throw Refused.field(
          ProblemCode.CURSOR_INVALID, "cursor", "cursor: expected the nextCursor of a page.");
    }
    return Long.parseLong(after);
  }
}
