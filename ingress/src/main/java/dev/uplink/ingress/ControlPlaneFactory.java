package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.ApiTokenRepository;
import dev.uplink.ingress.controlplane.access.Tokens;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.account.Bootstrap;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.integration.IntegrationPolicy;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationSecretRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationSecrets;
import dev.uplink.ingress.controlplane.integration.Integrations;
import dev.uplink.ingress.controlplane.outbox.OutboxProducer;
import dev.uplink.ingress.controlplane.outbox.OutboxPublisher;
import dev.uplink.ingress.controlplane.outbox.OutboxRepository;
import dev.uplink.ingress.controlplane.outbox.TransactionalOutbox;
import dev.uplink.ingress.controlplane.problem.RefusedHandler;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.Spaces;
import dev.uplink.ingress.controlplane.targets.TargetChecks;
import dev.uplink.ingress.controlplane.targets.TargetDetachment;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import dev.uplink.ingress.controlplane.targets.Targets;
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
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
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
  Tokens tokens(AccountTransactions transactions, ApiTokenRepository tokens) {
    return new Tokens(transactions, tokens);
  }

  @Singleton
  RefusedHandler refusedHandler() {
    return new RefusedHandler();
  }

  @Singleton
  Catalogue catalogue(OutboxRepository rows, AvroSerdes serdes, Clock clock) {
    return new Catalogue(new TransactionalOutbox(rows, serdes, clock));
  }

  @Singleton
  Bootstrap bootstrap(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      ApiTokenRepository tokens,
      Catalogue catalogue,
      EntityIds ids,
      Clock clock) {
    return new Bootstrap(transactions, accounts, spaces, tokens, catalogue, ids, clock);
  }

  @Singleton
  Spaces spaces(
      AccountTransactions transactions,
      SpaceRepository spaces,
      Catalogue catalogue,
      EntityIds ids,
      Clock clock) {
    return new Spaces(transactions, spaces, catalogue, ids, clock);
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
  Integrations integrations(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      TargetRepository targets,
      SpaceRepository spaces,
      Catalogue catalogue,
      EntityIds ids,
      Clock clock,
      Settings settings) {
    return new Integrations(
        transactions,
        integrations,
        secrets,
        new TargetDetachment(targets, catalogue),
        spaces,
        catalogue,
        ids,
        clock,
        IntegrationPolicy.of(
            settings.get(IngressSettings.WEBHOOK_BASE_URL),
            settings.get(IngressSettings.ALLOW_LOOPBACK_HOSTS)));
  }

  @Singleton
  Targets targets(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      Catalogue catalogue,
      EntityIds ids,
      Clock clock) {
    TargetChecks checks = new TargetChecks(targets, integrations, spaces);
    return new Targets(transactions, targets, checks, catalogue, ids, clock);
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
