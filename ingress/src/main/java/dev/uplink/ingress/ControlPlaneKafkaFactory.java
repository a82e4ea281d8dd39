package dev.uplink.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.audit.AuditRepository;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.catalogue.CatalogueRebuild;
import dev.uplink.ingress.controlplane.catalogue.KnownRows;
import dev.uplink.ingress.controlplane.catalogue.PublishedCatalogue;
import dev.uplink.ingress.controlplane.catalogue.PublishedRevisions;
import dev.uplink.ingress.controlplane.database.AccountLocks;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.feed.FeedConsumer;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.outbox.Outbox;
import dev.uplink.ingress.controlplane.outbox.OutboxAge;
import dev.uplink.ingress.controlplane.outbox.OutboxProducer;
import dev.uplink.ingress.controlplane.outbox.OutboxPublisher;
import dev.uplink.ingress.controlplane.outbox.OutboxRepository;
import dev.uplink.ingress.controlplane.outbox.TransactionalOutbox;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import dev.uplink.ingress.controlplane.trigger.DecisionFeedHealth;
import dev.uplink.ingress.controlplane.trigger.KafkaTriggerPublisher;
import dev.uplink.ingress.controlplane.trigger.Triggers;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Properties;
import javax.sql.DataSource;

/**
 * Builds what the control plane publishes and hears: the outbox, the catalogue, runs' decisions.
 */
@Factory
final class ControlPlaneKafkaFactory {
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
  CatalogueRebuild catalogueRebuild(
      AccountTransactions transactions,
      AccountLocks locks,
      AccountRepository accounts,
      SpaceRepository spaces,
      IntegrationRepository integrations,
      TargetRepository targets,
      Catalogue catalogue,
      KnownRows known,
      Outbox outbox,
      AvroSerdes serdes,
      KafkaAccess kafka) {
    PublishedRevisions revisions = new PublishedRevisions(kafka, serdes);
    PublishedCatalogue published =
        new PublishedCatalogue(transactions, locks, known, revisions, outbox);
    return new CatalogueRebuild(
        transactions, accounts, spaces, integrations, targets, catalogue, published);
  }

  @Singleton
  @Bean(preDestroy = "close")
  OutboxPublisher outboxPublisher(Settings settings, KafkaAccess kafka, Clock clock) {
    return new OutboxPublisher(() -> connect(settings), () -> OutboxProducer.over(kafka), clock);
  }

  @Singleton
  OutboxAge outboxAge(DataSource dataSource, Clock clock, MeterRegistry meters) {
    return new OutboxAge(DelegatingDataSource.unwrapDataSource(dataSource), clock, meters);
  }

  @Singleton
  @Bean(preDestroy = "close")
  DecisionFeed decisionFeed(KafkaAccess kafka, AvroSerdes serdes) {
    return new DecisionFeed(
        () -> FeedConsumer.over(kafka, "uplink-ingress-decisions", Limits.DECISION_RECORD_BYTES),
        serdes.deserializer(Topics.DECISIONS));
  }

  @Readiness
  @Singleton
  DecisionFeedHealth decisionFeedHealth(DecisionFeed feed) {
    return new DecisionFeedHealth(feed);
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaTriggerPublisher triggerPublisher(KafkaAccess kafka, AvroSerdes serdes, Tracing tracing) {
    return new KafkaTriggerPublisher(kafka, serdes, tracing);
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
