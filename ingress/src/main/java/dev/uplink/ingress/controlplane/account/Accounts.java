package dev.uplink.ingress.controlplane.account;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Precondition;
import dev.uplink.schemas.Limits;
import java.time.InstantSource;

/** The caller's account: everybody in it may read it, root admins edit it. */
public final class Accounts {
  private final AccountTransactions transactions;
  private final AccountRepository accounts;
  private final AccountCatalogue catalogue;
  private final AuditTrail trail;
  private final InstantSource clock;

  public Accounts(
      AccountTransactions transactions,
      AccountRepository accounts,
      AccountCatalogue catalogue,
      AuditTrail trail,
      InstantSource clock) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.catalogue = catalogue;
    this.trail = trail;
    this.clock = clock;
  }

  AccountView get(Caller caller) {
    return AccountView.of(transactions.read(() -> find(caller)));
  }

  /**
   * Edits under the exclusive lock: who creates a Space meanwhile meets the switch as it was, or as
   * it will be.
   */
  AccountView edit(Caller caller, Fields fields, Precondition precondition) {
    caller.requireRootAdmin();
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          Account before = find(caller);
          precondition.require(before.revision());
          Account after =
              new Account(
                  before.id(),
                  before.name(),
                  fields.flag("spaceAdminsMayCreateSpaces", before.spaceAdminsMayCreateSpaces()),
                  fields.numberOrNone("runLimit", Limits.HIGHEST_RUN_LIMIT, before.runLimit()),
                  before.revision() + 1,
                  clock.instant());
          fields.immutable("id", before.id());
          fields.immutable("name", before.name());
          fields.end();
          accounts.update(after);
          // The switch is not in it; but the revision out there is the one here.
          catalogue.changed(after);
          trail.record(
              caller,
              AuditedAction.ACCOUNT_EDIT,
              after.id(),
              AccountView.of(before),
              AccountView.of(after));
          return AccountView.of(after);
        });
  }

  private Account find(Caller caller) {
    return accounts
        .findById(caller.accountId())
        .orElseThrow(() -> Refused.notFound("account", caller.accountId()));
  }
}
