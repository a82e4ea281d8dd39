package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.checks.projection.CheckTopic;
import dev.uplink.ingress.controlplane.checks.projection.JdbcCheckWriter;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.delivery.Deliveries;
import dev.uplink.ingress.controlplane.delivery.DeliveryRights;
import dev.uplink.ingress.controlplane.delivery.DeliveryStore;
import dev.uplink.ingress.controlplane.delivery.projection.DeadLetterCount;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveriesPool;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveryProjection;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveryProjections;
import dev.uplink.ingress.controlplane.delivery.projection.DeliveryTopics;
import dev.uplink.ingress.controlplane.delivery.projection.JdbcNewsWriter;
import dev.uplink.ingress.controlplane.delivery.projection.JdbcStoryWriter;
import dev.uplink.ingress.controlplane.delivery.projection.NewsConsumer;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.ingress.controlplane.delivery.projection.StoryTopics;
import dev.uplink.ingress.controlplane.delivery.refused.RefusedWebhookRepository;
import dev.uplink.ingress.controlplane.delivery.refused.RefusedWebhooks;
import dev.uplink.ingress.controlplane.delivery.replay.KafkaReplayPublisher;
import dev.uplink.ingress.controlplane.delivery.replay.KafkaStoredWebhooks;
import dev.uplink.ingress.controlplane.delivery.replay.Replays;
import dev.uplink.ingress.controlplane.delivery.story.Stories;
import dev.uplink.ingress.controlplane.delivery.story.StoryStore;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.trigger.DecisionFeed;
import dev.uplink.ingress.webhook.refusals.JdbcRefusalLog;
import dev.uplink.ingress.webhook.refusals.NotedRefusals;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Builds what tells of webhooks after they were answered, and what puts them through again. */
@Factory
final class DeliveryFactory {
  /** Before a batch that could not be written is tried again. */
  private static final Duration PAUSE = Duration.ofSeconds(2);

  /** How long refusals wait for others to be written with. */
  private static final Duration NOTING = Duration.ofSeconds(2);

  /** How long Kafka may take to give the bytes of a delivery. */
  private static final Duration READING = Duration.ofSeconds(5);

  @Singleton
  @Bean(preDestroy = "close")
  DeliveriesPool deliveriesPool(Settings settings) {
    return DeliveriesPool.of(
        settings.get(IngressSettings.DATABASE_URL),
        settings.get(IngressSettings.DATABASE_USER),
        settings.get(IngressSettings.DATABASE_PASSWORD));
  }

  @Singleton
  @Bean(preDestroy = "close")
  DeliveryProjections deliveryProjections(
      KafkaAccess kafka, AvroSerdes serdes, DeliveriesPool pool, MeterRegistry meters) {
    SkippedNews skipped = new SkippedNews(meters);
    return new DeliveryProjections(
        List.of(
            new DeliveryProjection<>(
                "deliveries",
                () -> NewsConsumer.over(kafka, NewsConsumer.DELIVERIES),
                DeliveryTopics.reader(serdes, skipped, new DeadLetterCount(meters)),
                new JdbcNewsWriter(pool.dataSource(), skipped),
                PAUSE),
            new DeliveryProjection<>(
                "stories",
                () -> NewsConsumer.over(kafka, NewsConsumer.STORIES),
                StoryTopics.reader(serdes, skipped),
                new JdbcStoryWriter(pool.dataSource(), skipped),
                PAUSE),
            new DeliveryProjection<>(
                "checks",
                () -> NewsConsumer.over(kafka, CheckTopic.CONSUMERS),
                CheckTopic.reader(serdes, skipped),
                new JdbcCheckWriter(pool.dataSource(), skipped),
                PAUSE)));
  }

  @Singleton
  DeliveryStore deliveryStore(TransactionOperations<Connection> transactions) {
    return new DeliveryStore(transactions);
  }

  @Singleton
  DeliveryRights deliveryRights(IntegrationRepository integrations) {
    return new DeliveryRights(integrations);
  }

  @Singleton
  Deliveries deliveries(
      AccountTransactions transactions,
      DeliveryStore store,
      DeliveryRights deliveryRights,
      CallerRights rights) {
    return new Deliveries(transactions, store, deliveryRights, rights);
  }

  @Singleton
  StoryStore storyStore(TransactionOperations<Connection> transactions) {
    return new StoryStore(transactions);
  }

  @Singleton
  Stories stories(
      AccountTransactions transactions,
      Deliveries deliveries,
      StoryStore store,
      CallerRights rights) {
    return new Stories(transactions, deliveries, store, rights);
  }

  @Singleton
  @Named("stories")
  Retention storyRetention(
      AccountTransactions transactions, StoryStore store, Settings settings, Clock clock) {
    Duration kept = settings.get(IngressSettings.DELIVERY_RETENTION);
    return new Retention("stories", kept, store::deleteBefore, transactions, clock);
  }

  @Singleton
  @Named("delivery-outcomes")
  Retention outcomeRetention(
      AccountTransactions transactions, DeliveryStore store, Settings settings, Clock clock) {
    Duration kept = settings.get(IngressSettings.DELIVERY_RETENTION);
    return new Retention(
        "outcomes of deliveries", kept, store::deleteOutcomesBefore, transactions, clock);
  }

  @Singleton
  @Named("deliveries")
  Retention deliveryRetention(
      AccountTransactions transactions, DeliveryStore store, Settings settings, Clock clock) {
    Duration kept = settings.get(IngressSettings.DELIVERY_RETENTION);
    return new Retention("deliveries", kept, store::deleteBefore, transactions, clock);
  }

  @Singleton
  @Named("refused-webhooks")
  Retention refusedRetention(
      AccountTransactions transactions,
      RefusedWebhookRepository refused,
      Settings settings,
      Clock clock) {
    Duration kept = settings.get(IngressSettings.DELIVERY_RETENTION);
    return new Retention("refused webhooks", kept, refused::deleteBefore, transactions, clock);
  }

  @Singleton
  KafkaStoredWebhooks storedWebhooks(KafkaAccess kafka, AvroSerdes serdes) {
    return KafkaStoredWebhooks.over(kafka, serdes.deserializer(Topics.WEBHOOKS), READING);
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaReplayPublisher replayPublisher(KafkaAccess kafka, AvroSerdes serdes, Tracing tracing) {
    return new KafkaReplayPublisher(kafka, serdes, tracing);
  }

  @Singleton
  Replays replays(
      Deliveries deliveries,
      KafkaStoredWebhooks stored,
      KafkaReplayPublisher publisher,
      DecisionFeed decisions,
      AccountTransactions transactions,
      AuditTrail trail,
      EntityIds ids,
      Clock clock,
      Settings settings) {
    Duration kept =
        settings.get(KafkaSettings.TOPIC_OVERRIDES).applyTo(Topics.WEBHOOKS).settings().retention();
    return new Replays(
        deliveries,
        stored,
        publisher,
        decisions,
        transactions,
        trail,
        ids,
        clock,
        settings.get(IngressSettings.TRIGGER_TIMEOUT),
        Objects.requireNonNull(kept, "uplink.webhooks is not compacted"));
  }

  @Singleton
  RefusedWebhooks refusedWebhookQueries(
      AccountTransactions transactions,
      RefusedWebhookRepository repository,
      DeliveryRights deliveryRights,
      CallerRights rights) {
    return new RefusedWebhooks(transactions, repository, deliveryRights, rights);
  }

  @Singleton
  @Named("refusal-writer")
  @Bean(preDestroy = "shutdown")
  ExecutorService refusalWriter() {
    return Executors.newSingleThreadExecutor(Thread.ofPlatform().name("refusal-writer").factory());
  }

  @Singleton
  NotedRefusals notedRefusals(
      DeliveriesPool pool,
      @Named("refusal-writer") ExecutorService writer,
      MeterRegistry meters,
      Clock clock) {
    Executor later =
        CompletableFuture.delayedExecutor(NOTING.toMillis(), TimeUnit.MILLISECONDS, writer);
    return NotedRefusals.over(new JdbcRefusalLog(pool.dataSource()), later, clock, meters);
  }
}
