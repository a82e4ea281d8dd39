package dev.uplink.ingress.controlplane.catalogue;

import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Buries what the topics have and the database has not, as after the restoring of an old backup.
 */
public final class Ghosts {
  private final AccountTransactions transactions;
  private final AccountRepository accounts;
  private final ExistingIds existing;
  private final PublishedKeys published;
  private final Outbox outbox;

  public Ghosts(
      AccountTransactions transactions,
      AccountRepository accounts,
      ExistingIds existing,
      PublishedKeys published,
      Outbox outbox) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.existing = existing;
    this.published = published;
    this.outbox = outbox;
  }

  /** Returns how many there were. */
  long bury() {
    return bury(Topics.ACCOUNTS, (account, ids) -> existing.accounts(ids))
        + bury(Topics.SPACES, existing::spaces)
        + bury(Topics.INTEGRATIONS, existing::integrations)
        + bury(Topics.STACKS, (account, ids) -> existing.targets(account, "STACK", ids))
        + bury(Topics.MODULES, (account, ids) -> existing.targets(account, "MODULE", ids));
  }

  private <V extends SpecificRecord> long bury(
      Topic<V> topic, BiFunction<String, List<String>, List<String>> existingOf) {
    Map<String, List<String>> idsByAccount =
        published.of(topic).stream()
            .filter(key -> key.contains("/"))
            .collect(
                Collectors.groupingBy(
                    key -> key.substring(0, key.indexOf('/')),
                    Collectors.mapping(
                        key -> key.substring(key.indexOf('/') + 1), Collectors.toList())));
    long buried = 0;
    for (Map.Entry<String, List<String>> account : idsByAccount.entrySet()) {
      buried += bury(topic, account.getKey(), account.getValue(), existingOf);
    }
    return buried;
  }

  /** Alone in the account: what is not there now is not being created either. */
  private <V extends SpecificRecord> long bury(
      Topic<V> topic,
      String accountId,
      List<String> ids,
      BiFunction<String, List<String>, List<String>> existingOf) {
    return transactions.join(
        () -> {
          var _ = accounts.lockExclusively(accountId);
          Set<String> gone = new TreeSet<>(ids);
          existingOf.apply(accountId, ids).forEach(gone::remove);
          gone.forEach(id -> outbox.append(topic, accountId + "/" + id, null));
          return (long) gone.size();
        });
  }
}
