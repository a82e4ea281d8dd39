package dev.uplink.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.audit.AuditRepository;
import dev.uplink.ingress.controlplane.database.AccountLocks;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import dev.uplink.ingress.controlplane.idempotency.IdempotencyRepository;
import dev.uplink.ingress.controlplane.problem.RefusedHandler;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;

/**
 * Builds what every part of the control plane uses: ids, transactions, refusals, and how creations
 * are asked for twice. Its parts stand in {@link AccountFactory}, {@link IntegrationFactory} and
 * {@link TargetFactory}; what it publishes and hears in {@link ControlPlaneKafkaFactory}, the
 * webhook edge and what all share in {@link IngressFactory}.
 */
@Factory
final class ControlPlaneFactory {
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Singleton
  EntityIds entityIds(Clock clock, SecureRandom random) {
    return new EntityIds(clock, random);
  }

  @Singleton
  AccountTransactions accountTransactions(
      TransactionOperations<Connection> transactions, AccountLocks locks) {
    return new AccountTransactions(transactions, locks);
  }

  @Singleton
  RefusedHandler refusedHandler() {
    return new RefusedHandler();
  }

  @Singleton
  Idempotency idempotency(
      AccountTransactions transactions,
      IdempotencyRepository answers,
      Settings settings,
      ObjectMapper json,
      Clock clock) {
    return new Idempotency(
        transactions, answers, settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET), json, clock);
  }

  @Singleton
  @Named("idempotency")
  Retention idempotencyRetention(
      AccountTransactions transactions, IdempotencyRepository answers, Clock clock) {
    return new Retention("answers", Idempotency.KEPT, answers::deleteBefore, transactions, clock);
  }

  @Singleton
  @Named("audit")
  Retention auditRetention(
      AccountTransactions transactions, AuditRepository entries, Settings settings, Clock clock) {
    Duration kept = settings.get(IngressSettings.AUDIT_RETENTION);
    return new Retention("audit entries", kept, entries::deleteBefore, transactions, clock);
  }
}
