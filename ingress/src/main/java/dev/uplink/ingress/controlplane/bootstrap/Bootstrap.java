package dev.uplink.ingress.controlplane.bootstrap;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.account.Account;
import dev.uplink.ingress.controlplane.account.AccountCatalogue;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.account.AccountView;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.space.SpaceCatalogue;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.SpaceView;
import dev.uplink.ingress.controlplane.token.BootstrapToken;
import dev.uplink.ingress.controlplane.token.TokenSecret;
import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes an account, its root Space and its root admin's token. What is there already stays as it
 * is, so this may run at every start, also of several instances at once.
 */
public final class Bootstrap {
  private static final String SETTINGS = "settings of the installation";

  private final AccountTransactions transactions;
  private final AccountRepository accounts;
  private final SpaceRepository spaces;
  private final BootstrapToken rootAdmin;
  private final AccountCatalogue accountCatalogue;
  private final SpaceCatalogue spaceCatalogue;
  private final AuditTrail trail;
  private final InstantSource clock;

  public Bootstrap(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      BootstrapToken rootAdmin,
      AccountCatalogue accountCatalogue,
      SpaceCatalogue spaceCatalogue,
      AuditTrail trail,
      InstantSource clock) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.spaces = spaces;
    this.rootAdmin = rootAdmin;
    this.accountCatalogue = accountCatalogue;
    this.spaceCatalogue = spaceCatalogue;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * A token other than the last one takes its place.
   *
   * @throws IllegalStateException if the token is another account's, or was made through the API
   */
  public void ensure(AccountId id, TokenSecret token) {
    Account account = new Account(id.value(), id.value(), false, null, 1, clock.instant());
    Caller settings = new Caller(id.value(), "settings", SETTINGS, List.of(RoleBinding.ROOT_ADMIN));
    // Under no lock: it would be that of the account, which is only made here.
    transactions.join(
        () -> {
          int inserted =
              accounts.insertIfAbsent(
                  account.id(), account.name(), account.revision(), account.updatedAt());
          if (inserted > 0) {
            accountCatalogue.changed(account);
            trail.record(
                settings,
                AuditedAction.ACCOUNT_CREATE,
                account.id(),
                null,
                AccountView.of(account));
          }
          return inserted;
        });
    transactions.changeAlone(
        account.id(),
        () -> {
          ensureRoot(settings, account.updatedAt());
          rootAdmin.ensure(settings, token);
          return account;
        });
  }

  private void ensureRoot(Caller settings, Instant at) {
    String accountId = settings.accountId();
    if (spaces.find(accountId, Space.ROOT).isEmpty()) {
      Space root = new Space(Space.ROOT, accountId, Space.ROOT, "", List.of(), null, false, 1, at);
      spaces.save(root);
      spaceCatalogue.changed(root);
      trail.record(settings, AuditedAction.SPACE_CREATE, root.id(), null, SpaceView.of(root));
    }
  }
}
