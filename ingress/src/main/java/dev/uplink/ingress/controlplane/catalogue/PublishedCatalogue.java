package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.database.AccountLocks;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;

/**
 * What readers of the catalogue know, and the database does not: as after the restoring of an old
 * backup. Entities that it lacks are buried; those that it has in an earlier revision are set
 * beyond the one that readers know, because they ignore lower ones.
 */
public final class PublishedCatalogue {
  private final AccountTransactions transactions;
  private final AccountLocks locks;
  private final KnownRows known;
  private final PublishedRevisions published;
  private final Outbox outbox;

  public PublishedCatalogue(
      AccountTransactions transactions,
      AccountLocks locks,
      KnownRows known,
      PublishedRevisions published,
      Outbox outbox) {
    this.transactions = transactions;
    this.locks = locks;
    this.known = known;
    this.published = published;
    this.outbox = outbox;
  }

  /** What there is in the database of some ids of an account, and raising its revisions. */
  private record Rows(Raising raising, Existing existing) {}

  private interface Raising {
    void raise(String accountId, List<String> ids, List<String> revisions);
  }

  private interface Existing {
    List<String> of(String accountId, List<String> ids);
  }

  /** Returns how many entities were buried. */
  long reconcile() {
    return reconcile(
            Topics.ACCOUNTS,
            new Rows(
                (account, ids, revisions) -> known.raiseAccounts(ids, revisions),
                (account, ids) -> known.accounts(ids)))
        + reconcile(Topics.SPACES, new Rows(known::raiseSpaces, known::spaces))
        + reconcile(Topics.INTEGRATIONS, new Rows(known::raiseIntegrations, known::integrations))
        + reconcile(Topics.STACKS, targets("STACK"))
        + reconcile(Topics.MODULES, targets("MODULE"));
  }

  private Rows targets(String kind) {
    return new Rows(known::raiseTargets, (account, ids) -> known.targets(account, kind, ids));
  }

  private <V extends SpecificRecord> long reconcile(Topic<V> topic, Rows rows) {
    Map<String, Map<String, Long>> byAccount = new HashMap<>();
    published
        .of(topic)
        .forEach(
            (key, revision) -> {
              int slash = key.indexOf('/');
              if (slash > 0) {
                byAccount
                    .computeIfAbsent(key.substring(0, slash), account -> new HashMap<>())
                    .put(key.substring(slash + 1), revision);
              }
            });
    long buried = 0;
    for (Map.Entry<String, Map<String, Long>> account : byAccount.entrySet()) {
      buried += reconcile(topic, account.getKey(), account.getValue(), rows);
    }
    return buried;
  }

  /** Alone in the account: what is not there now is not being created either. */
  private <V extends SpecificRecord> long reconcile(
      Topic<V> topic, String accountId, Map<String, Long> revisions, Rows rows) {
    List<String> ids = new ArrayList<>(revisions.keySet());
    return transactions.join(
        () -> {
          var _ = locks.lockExclusively(accountId);
          rows.raising()
              .raise(
                  accountId, ids, ids.stream().map(revisions::get).map(String::valueOf).toList());
          Set<String> gone = new TreeSet<>(ids);
          rows.existing().of(accountId, ids).forEach(gone::remove);
          gone.forEach(id -> outbox.append(topic, accountId + "/" + id, null));
          return (long) gone.size();
        });
  }
}
