package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.account.Account;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Publishes everything again from the database, by the outbox like any change: a lost topic is not
 * a lost system. An entity keeps its revision, unless readers know a later one of it.
 */
public final class CatalogueRebuild {
  private static final int PAGE = 500;

  private final AccountTransactions transactions;
  private final AccountRepository accounts;
  private final SpaceRepository spaces;
  private final IntegrationRepository integrations;
  private final TargetRepository targets;
  private final Catalogue catalogue;
  private final PublishedCatalogue published;

  public CatalogueRebuild(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      IntegrationRepository integrations,
      TargetRepository targets,
      Catalogue catalogue,
      PublishedCatalogue published) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.spaces = spaces;
    this.integrations = integrations;
    this.targets = targets;
    this.catalogue = catalogue;
    this.published = published;
  }

  /**
   * What was appended to the outbox.
   *
   * @param entities records of what there is
   * @param tombstones for what the topics have and the database has not
   */
  public record Report(long entities, long tombstones) {}

  /** May be broken off and begun again at any time, beside running instances. */
  public Report run() {
    long buried = published.reconcile();
    long entities = 0;
    for (Account account : transactions.read(accounts::all)) {
      entities += republish(account);
    }
    return new Report(entities, buried);
  }

  private long republish(Account account) {
    String id = account.id();
    transactions.change(
        id,
        () -> {
          catalogue.changed(account);
          return account;
        });
    return 1
        + pages(id, after -> spaces.lockPage(id, after, PAGE), Space::id, catalogue::changed)
        + pages(
            id,
            after -> integrations.lockPage(id, after, PAGE),
            Integration::id,
            catalogue::changed)
        + pages(id, after -> targets.lockPage(id, after, PAGE), Target::id, catalogue::changed);
  }

  /** A transaction for each page, in which nobody changes what is in it. */
  private <E> long pages(
      String accountId,
      Function<String, List<E>> page,
      Function<E, String> id,
      Consumer<E> publish) {
    long count = 0;
    String after = "";
    while (true) {
      String begin = after;
      List<E> found =
          transactions.change(
              accountId,
              () -> {
                List<E> entities = page.apply(begin);
                entities.forEach(publish);
                return entities;
              });
      count += found.size();
      if (found.size() < PAGE) {
        return count;
      }
      after = id.apply(found.getLast());
    }
  }
}
