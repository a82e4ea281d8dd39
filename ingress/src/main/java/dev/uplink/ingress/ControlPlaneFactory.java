package dev.uplink.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Authentication;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.account.Bootstrap;
import dev.uplink.ingress.controlplane.account.Retention;
import dev.uplink.ingress.controlplane.audit.AuditRepository;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.catalogue.CatalogueRebuild;
import dev.uplink.ingress.controlplane.catalogue.ExistingIds;
import dev.uplink.ingress.controlplane.catalogue.Ghosts;
import dev.uplink.ingress.controlplane.catalogue.PublishedKeys;
import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import dev.uplink.ingress.controlplane.idempotency.IdempotencyRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationPolicy;
import dev.uplink.ingress.controlplane.integration.IntegrationQueries;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationSecretRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationSecrets;
import dev.uplink.ingress.controlplane.integration.IntegrationUsers;
import dev.uplink.ingress.controlplane.integration.Integrations;
import dev.uplink.ingress.controlplane.integration.SecretResealing;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.ingress.controlplane.outbox.OutboxProducer;
import dev.uplink.ingress.controlplane.outbox.OutboxPublisher;
import dev.uplink.ingress.controlplane.outbox.OutboxRepository;
import dev.uplink.ingress.controlplane.outbox.TransactionalOutbox;
import dev.uplink.ingress.controlplane.problem.RefusedHandler;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.Spaces;
import dev.uplink.ingress.controlplane.targets.Reattachment;
import dev.uplink.ingress.controlplane.targets.TargetChanges;
import dev.uplink.ingress.controlplane.targets.TargetChecks;
import dev.uplink.ingress.controlplane.targets.TargetDetachment;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import dev.uplink.ingress.controlplane.targets.Targets;
import dev.uplink.ingress.controlplane.token.ApiTokenRepository;
import dev.uplink.ingress.controlplane.token.ApiTokens;
import dev.uplink.ingress.controlplane.token.BootstrapToken;
import dev.uplink.ingress.controlplane.token.TokenAuthentication;
import dev.uplink.ingress.controlplane.trigger.DecisionConsumer;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import dev.uplink.ingress.controlplane.trigger.DecisionFeedHealth;
import dev.uplink.ingress.controlplane.trigger.KafkaTriggerPublisher;
import dev.uplink.ingress.controlplane.trigger.Triggers;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.KafkaSettings;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Properties;

/**
 * Builds the control plane's half of the graph; the webhook edge's half and what both share stand
 * in {@link IngressFactory}.
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
      TransactionOperations<Connection> transactions, AccountRepository accounts) {
    return new AccountTransactions(transactions, accounts);
  }

  @Singleton
  Authentication tokenAuthentication(
      AccountTransactions transactions, ApiTokenRepository tokens, Clock clock) {
    return new TokenAuthentication(transactions, tokens, clock);
  }

  @Singleton
  ApiTokens apiTokens(
      AccountTransactions transactions,
      ApiTokenRepository tokens,
      SpaceRepository spaces,
      AuditTrail trail,
      EntityIds ids,
      SecureRandom random,
      Clock clock) {
    return new ApiTokens(transactions, tokens, spaces, trail, ids, random, clock);
  }

  @Singleton
  CallerRights callerRights(SpaceRepository spaces) {
    return new CallerRights(spaces);
  }

  @Singleton
  RefusedHandler refusedHandler() {
    return new RefusedHandler();
  }

  @Singleton
  Outbox outbox(OutboxRepository rows, AvroSerdes serdes, Clock clock) {
    return new TransactionalOutbox(rows, serdes, clock);
  }

  @Singleton
  Catalogue catalogue(Outbox outbox) {
    return new Catalogue(outbox);
  }

  @Singleton
  AuditTrail auditTrail(
      AuditRepository entries, Outbox outbox, ObjectMapper json, EntityIds ids, Clock clock) {
    return new AuditTrail(entries, outbox, json, ids, clock);
  }

  @Singleton
  @Named("audit")
  Retention auditRetention(
      AccountTransactions transactions, AuditRepository entries, Settings settings, Clock clock) {
    Duration kept = settings.get(IngressSettings.AUDIT_RETENTION);
    return new Retention("audit entries", kept, entries::deleteBefore, transactions, clock);
  }

  @Singleton
  @Named("idempotency")
  Retention idempotencyRetention(
      AccountTransactions transactions, IdempotencyRepository answers, Clock clock) {
    return new Retention("answers", Idempotency.KEPT, answers::deleteBefore, transactions, clock);
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
  BootstrapToken bootstrapToken(
      ApiTokenRepository tokens, AuditTrail trail, EntityIds ids, Clock clock) {
    return new BootstrapToken(tokens, trail, ids, clock);
  }

  @Singleton
  Bootstrap bootstrap(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      BootstrapToken token,
      Catalogue catalogue,
      AuditTrail trail,
      Clock clock) {
    return new Bootstrap(transactions, accounts, spaces, token, catalogue, trail, clock);
  }

  @Singleton
  Spaces spaces(
      AccountTransactions transactions,
      SpaceRepository spaces,
      CallerRights rights,
      Catalogue catalogue,
      AuditTrail trail,
      EntityIds ids,
      Clock clock) {
    return new Spaces(transactions, spaces, rights, catalogue, trail, ids, clock);
  }

  @Singleton
  IntegrationSecrets integrationSecrets(
      IntegrationSecretRepository secrets, Settings settings, EntityIds ids, SecureRandom random) {
    return new IntegrationSecrets(
        secrets,
        settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET),
        settings.get(IngressSettings.CREDENTIALS_PUBLIC_KEYSET),
        ids,
        random);
  }

  @Singleton
  SecretResealing secretResealing(
      AccountTransactions transactions, IntegrationSecretRepository secrets, Settings settings) {
    return new SecretResealing(
        transactions, secrets, settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET));
  }

  @Singleton
  CatalogueRebuild catalogueRebuild(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      IntegrationRepository integrations,
      TargetRepository targets,
      Catalogue catalogue,
      ExistingIds existing,
      Outbox outbox,
      Settings settings) {
    PublishedKeys published = new PublishedKeys(settings.get(KafkaSettings.BOOTSTRAP_SERVERS));
    Ghosts ghosts = new Ghosts(transactions, accounts, existing, published, outbox);
    return new CatalogueRebuild(
        transactions, accounts, spaces, integrations, targets, catalogue, ghosts);
  }

  @Singleton
  IntegrationPolicy integrationPolicy(Settings settings) {
    return IntegrationPolicy.of(
        settings.get(IngressSettings.WEBHOOK_BASE_URL),
        settings.get(IngressSettings.ALLOW_LOOPBACK_HOSTS));
  }

  @Singleton
  TargetChanges targetChanges(Catalogue catalogue, AuditTrail trail) {
    return new TargetChanges(catalogue, trail);
  }

  @Singleton
  IntegrationUsers integrationUsers(TargetRepository targets, TargetChanges changes) {
    return new TargetDetachment(targets, changes);
  }

  @Singleton
  Integrations integrations(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      CallerRights rights,
      Catalogue catalogue,
      AuditTrail trail,
      EntityIds ids,
      Clock clock,
      IntegrationPolicy policy) {
    return new Integrations(
        transactions,
        integrations,
        secrets,
        users,
        spaces,
        rights,
        catalogue,
        trail,
        ids,
        clock,
        policy);
  }

  @Singleton
  IntegrationQueries integrationQueries(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      CallerRights rights,
      Clock clock,
      IntegrationPolicy policy) {
    return new IntegrationQueries(
        transactions, integrations, secrets, users, spaces, rights, clock, policy);
  }

  @Singleton
  Targets targets(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetChanges changes,
      EntityIds ids,
      Clock clock) {
    TargetChecks checks = new TargetChecks(targets, integrations, spaces);
    return new Targets(transactions, targets, checks, rights, changes, ids, clock);
  }

  @Singleton
  Reattachment reattachment(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetChanges changes,
      Clock clock) {
    return new Reattachment(transactions, targets, integrations, spaces, rights, changes, clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  OutboxPublisher outboxPublisher(Settings settings, Clock clock) {
    String bootstrapServers = settings.get(KafkaSettings.BOOTSTRAP_SERVERS);
    return new OutboxPublisher(
        () -> connect(settings), () -> OutboxProducer.over(bootstrapServers), clock);
  }

  @Singleton
  @Bean(preDestroy = "close")
  DecisionFeed decisionFeed(Settings settings, AvroSerdes serdes) {
    String bootstrapServers = settings.get(KafkaSettings.BOOTSTRAP_SERVERS);
    return new DecisionFeed(
        () -> DecisionConsumer.over(bootstrapServers), serdes.deserializer(Topics.DECISIONS));
  }

  @Readiness
  @Singleton
  DecisionFeedHealth decisionFeedHealth(DecisionFeed feed) {
    return new DecisionFeedHealth(feed);
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaTriggerPublisher triggerPublisher(Settings settings, AvroSerdes serdes) {
    return new KafkaTriggerPublisher(settings.get(KafkaSettings.BOOTSTRAP_SERVERS), serdes);
  }

  @Singleton
  Triggers triggers(
      KafkaTriggerPublisher publisher,
      DecisionFeed decisions,
      EntityIds ids,
      Clock clock,
      Settings settings) {
    return new Triggers(
        publisher, decisions, ids, clock, settings.get(IngressSettings.TRIGGER_TIMEOUT));
  }

  /** A connection outside the pool: it is held for as long as this instance publishes. */
  private static Connection connect(Settings settings) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", settings.get(IngressSettings.DATABASE_USER));
    properties.setProperty("password", settings.get(IngressSettings.DATABASE_PASSWORD));
    properties.setProperty("ApplicationName", "uplink-ingress-outbox");
    // A server that has gone without a word ends the publisher's turn after this many seconds.
    properties.setProperty("socketTimeout", "10");
    properties.setProperty("connectTimeout", "5");
    return DriverManager.getConnection(settings.get(IngressSettings.DATABASE_URL), properties);
  }
}
