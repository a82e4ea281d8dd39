package dev.uplink.ingress.controlplane.database;

import dev.uplink.ingress.controlplane.problem.Refused;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.support.DefaultTransactionDefinition;
import io.micronaut.transaction.support.TransactionSynchronization;
import java.sql.Connection;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Runs one change of an account in one transaction, under the account's lock, with what the
 * database refuses turned into a {@link Refused}.
 */
public final class AccountTransactions {
  private final TransactionOperations<Connection> transactions;
  private final AccountLocks locks;

  public AccountTransactions(TransactionOperations<Connection> transactions, AccountLocks locks) {
    this.transactions = transactions;
    this.locks = locks;
  }

  /** Asks one statement. */
  public <T> T read(Supplier<T> question) {
    return DatabaseRefusals.translate(() -> transactions.executeRead(status -> question.get()));
  }

  /**
   * Asks questions that belong together, as what a caller may see and what there is: all are
   * answered by what was committed before the first. Costs two more trips to the database.
   */
  public <T> T snapshot(Supplier<T> questions) {
    return DatabaseRefusals.translate(
        () -> transactions.execute(snapshot(), status -> questions.get()));
  }

  /** Writes down what nothing rests on, so that it needs no lock. */
  public void note(Runnable note) {
    var _ =
        inTransaction(
            () -> {
              note.run();
              return true;
            });
  }

  /** A change of one thing; others of the account may go on at the same time. */
  public <T> T change(String accountId, Supplier<T> change) {
    return inTransaction(
        () -> {
          requireFound(accountId, locks.lockShared(accountId));
          return change.get();
        });
  }

  /** A change that could make wrong what others have just checked; no other goes on meanwhile. */
  public <T> T changeAlone(String accountId, Supplier<T> change) {
    return inTransaction(
        () -> {
          requireFound(accountId, locks.lockExclusively(accountId));
          return change.get();
        });
  }

  /** Runs it when the transaction that this is called in has been committed, before its end. */
  public void afterCommit(Runnable task) {
    transactions
        .findTransactionStatus()
        .orElseThrow(() -> new IllegalStateException("not in a transaction"))
        .registerSynchronization(
            new TransactionSynchronization() {
              @Override
              public void afterCommit() {
                task.run();
              }
            });
  }

  /** One transaction for all changes made within. */
  public <T> T join(Supplier<T> changes) {
    return inTransaction(changes);
  }

  private <T> T inTransaction(Supplier<T> work) {
    return DatabaseRefusals.translate(() -> transactions.executeWrite(status -> work.get()));
  }

  private static TransactionDefinition snapshot() {
    var definition = new DefaultTransactionDefinition();
    definition.setReadOnly(true);
    definition.setIsolationLevel(TransactionDefinition.Isolation.REPEATABLE_READ);
    return definition;
  }

  private static void requireFound(String accountId, Optional<String> locked) {
    if (locked.isEmpty()) {
      throw Refused.notFound("account", accountId);
    }
  }
}
