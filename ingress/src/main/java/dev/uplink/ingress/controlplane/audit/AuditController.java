package dev.uplink.ingress.controlplane.audit;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestAttribute;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import org.jspecify.annotations.Nullable;

/** The trail over HTTP, for root admins. */
@Controller("/api/v1/audit")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuditController {
  private final AccountTransactions transactions;
  private final AuditRepository entries;

  AuditController(AccountTransactions transactions, AuditRepository entries) {
    this.transactions = transactions;
    this.entries = entries;
  }

  @Get
  Page<AuditView> list(
      @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
      @QueryValue @Nullable String entityId,
      @QueryValue @Nullable String limit,
      @QueryValue @Nullable String cursor) {
    caller.requireRootAdmin();
    PageRequest page = PageRequest.of(limit, cursor);
    return Page.of(
            transactions.read(
                () ->
                    entries.page(
                        caller.accountId(), entityId, page.after(), page.limitAndOneMore())),
            page,
            AuditEntry::id)
        .map(AuditView::of);
  }
}
