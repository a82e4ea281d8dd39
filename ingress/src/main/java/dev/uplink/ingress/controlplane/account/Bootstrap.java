package dev.uplink.ingress.controlplane.account;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.ApiToken;
import dev.uplink.ingress.controlplane.access.ApiTokenRepository;
import dev.uplink.ingress.controlplane.access.TokenSecret;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/**
 * Makes an account, its root Space and its root admin's token. What is there already stays as it
 * is, so this may run at every start, also of several instances at once.
 */
public final class Bootstrap {
  private static final String ROOT_ADMIN = "root admin";

  private final AccountTransactions transactions;
  private final AccountRepository accounts;
  private final SpaceRepository spaces;
  private final ApiTokenRepository tokens;
  private final Catalogue catalogue;
  private final EntityIds ids;
  private final InstantSource clock;

  public Bootstrap(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      ApiTokenRepository tokens,
      Catalogue catalogue,
      EntityIds ids,
      InstantSource clock) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.spaces = spaces;
    this.tokens = tokens;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * A token other than the last one takes its place.
   *
   * @throws IllegalStateException if the token is another account's
   */
  public void ensure(AccountId id, TokenSecret token) {
    Account account = new Account(id.value(), id.value(), 1, clock.instant());
    transactions.create(
        () -> {
          int inserted =
              accounts.insertIfAbsent(
                  account.id(), account.name(), account.revision(), account.updatedAt());
          if (inserted > 0) {
            catalogue.changed(account);
          }
          return inserted;
        });
    transactions.changeAlone(
        account.id(),
        () -> {
          ensureRoot(account.id(), account.updatedAt());
          ensureToken(account.id(), token);
          return account;
        });
  }

  private void ensureRoot(String accountId, Instant at) {
    if (spaces.find(accountId, Space.ROOT).isEmpty()) {
      Space root = new Space(Space.ROOT, accountId, Space.ROOT, "", List.of(), null, false, 1, at);
      spaces.save(root);
      catalogue.changed(root);
    }
  }

  private void ensureToken(String accountId, TokenSecret token) {
    List<ApiToken> same =
        tokens.candidates(token.lookup()).stream()
            .filter(candidate -> candidate.sha256().equals(token.sha256()))
            .toList();
    if (same.isEmpty()) {
      tokens.deleteNamed(accountId, ROOT_ADMIN);
      tokens.save(new ApiToken(ids.next(), accountId, ROOT_ADMIN, token.lookup(), token.sha256()));
    } else if (!same.getFirst().accountId().equals(accountId)) {
      throw new IllegalStateException(
          "the administrator's token is in use by account " + same.getFirst().accountId());
    }
  }
}
