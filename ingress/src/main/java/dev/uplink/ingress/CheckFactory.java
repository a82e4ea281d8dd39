package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.checks.CheckRepository;
import dev.uplink.ingress.controlplane.checks.CommitChecks;
import dev.uplink.ingress.controlplane.checks.page.CommitPages;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.space.CallerRights;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * Builds what shows the runs of commits; who writes them down stands in {@link DeliveryFactory}.
 */
@Factory
final class CheckFactory {
  /**
   * The notifier says when it forgets a commit, after 30 days. This is for what it could not say,
   * and later, so that it never comes before.
   */
  private static final Duration KEPT = Duration.ofDays(40);

  @Singleton
  CommitChecks commitChecks(
      AccountTransactions transactions, CheckRepository checks, CallerRights rights) {
    return new CommitChecks(transactions, checks, rights);
  }

  @Singleton
  CommitPages commitPages(AccountTransactions transactions, CheckRepository checks) {
    return CommitPages.of(transactions, checks);
  }

  @Singleton
  @Named("checks")
  Retention checkRetention(AccountTransactions transactions, CheckRepository checks, Clock clock) {
    return new Retention("checks of commits", KEPT, checks::deleteBefore, transactions, clock);
  }
}
