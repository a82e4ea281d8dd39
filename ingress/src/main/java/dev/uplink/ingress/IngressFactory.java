package dev.uplink.ingress;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.EdgeMemory;
import dev.uplink.ingress.http.Draining;
import dev.uplink.ingress.http.DrainingHealth;
import dev.uplink.ingress.http.StrictHttp;
import dev.uplink.ingress.problem.Problem;
import dev.uplink.ingress.problem.ProblemResponses;
import dev.uplink.ingress.webhook.MemoryBudget;
import dev.uplink.ingress.webhook.RefusedWebhooks;
import dev.uplink.ingress.webhook.SecretUses;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookEdge;
import dev.uplink.ingress.webhook.WebhookJournal;
import dev.uplink.ingress.webhook.WebhookPublisher;
import dev.uplink.ingress.webhook.WebhookSecrets;
import dev.uplink.ingress.webhook.kafka.KafkaWebhookPublisher;
import dev.uplink.ingress.webhook.kafka.WebhookProducer;
import dev.uplink.ingress.webhook.secrets.CachedWebhookSecrets;
import dev.uplink.ingress.webhook.secrets.JdbcSecretUseLog;
import dev.uplink.ingress.webhook.secrets.JdbcWebhookSecrets;
import dev.uplink.ingress.webhook.secrets.NotedSecretUses;
import dev.uplink.ingress.webhook.secrets.SecretNotifications;
import dev.uplink.ingress.webhook.secrets.SecretsPool;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.Slug;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Service;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/** Builds the graph of ingress from its settings. */
@Factory
final class IngressFactory {
  private static final int SECRET_READERS = 4;
  private static final Duration STORED_PRECISION = ChronoUnit.MICROS.getDuration();

  /** How long secrets that are read anew wait for others to be read with. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  /** How long uses of secrets wait for others to be written with. */
  private static final Duration NOTING = Duration.ofSeconds(1);

  /** In steps of what PostgreSQL keeps: what is told at once is what will be told later. */
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), STORED_PRECISION);
  }

  @Bean(preDestroy = "close")
  @Singleton
  Tracing tracing(Settings settings) {
    return Tracing.from(settings, Service.INGRESS);
  }

  @Singleton
  KafkaAccess kafkaAccess(Settings settings) {
    return KafkaAccess.from(settings);
  }

  @Singleton
  Draining draining() {
    return new Draining();
  }

  @Readiness
  @Singleton
  DrainingHealth drainingHealth(Draining draining) {
    return new DrainingHealth(draining);
  }

  @Singleton
  StrictHttp strictHttp(Draining draining) {
    return new StrictHttp(draining);
  }

  @Singleton
  ErrorResponseProcessor<Problem> problemResponses(MeterRegistry meters) {
    return new ProblemResponses(meters);
  }

  @Singleton
  WebhookEdge webhookEdge(
      WebhookSecrets secrets,
      SecretUses uses,
      WebhookPublisher publisher,
      MemoryBudget memory,
      @Named("webhook-workers") ExecutorService workers,
      Clock clock) {
    return new WebhookEdge(secrets, uses, publisher, memory, workers, clock);
  }

  @Singleton
  WebhookJournal webhookJournal(MeterRegistry meters, RefusedWebhooks refusals) {
    return new WebhookJournal(meters, refusals);
  }

  @Singleton
  MemoryBudget webhookMemory(Settings settings, MeterRegistry meters) {
    MemoryBudget memory = new MemoryBudget(settings.get(IngressSettings.WEBHOOK_MEMORY));
    Gauge.builder("uplink.webhook.memory", memory, MemoryBudget::spent)
        .description("Memory reserved for the webhooks being received.")
        .baseUnit("bytes")
        .register(meters);
    return memory;
  }

  /** As many as compute at once. What waits for them is bounded by the memory budget. */
  @Singleton
  @Named("webhook-workers")
  @Bean(preDestroy = "shutdown")
  ExecutorService webhookWorkers() {
    int threads = Math.max(2, Runtime.getRuntime().availableProcessors());
    return new ThreadPoolExecutor(
        threads,
        threads,
        0,
        TimeUnit.SECONDS,
        new LinkedBlockingQueue<>(),
        Thread.ofPlatform().name("webhook-worker-", 0).factory());
  }

  @Singleton
  @Bean(preDestroy = "close")
  KafkaWebhookPublisher webhookPublisher(
      Settings settings, KafkaAccess kafka, AvroSerdes serdes, Tracing tracing) {
    Duration timeout = settings.get(IngressSettings.PUBLISH_TIMEOUT);
    return new KafkaWebhookPublisher(
        WebhookProducer.start(
            kafka,
            () -> serdes.serializer(Topics.WEBHOOKS),
            Topics.WEBHOOKS,
            timeout,
            settings.get(IngressSettings.WEBHOOK_MEMORY)),
        Topics.WEBHOOKS,
        timeout,
        tracing);
  }

  @Singleton
  @Named("secret-readers")
  @Bean(preDestroy = "shutdown")
  ExecutorService secretReaders() {
    return new ThreadPoolExecutor(
        SECRET_READERS,
        SECRET_READERS,
        0,
        TimeUnit.SECONDS,
        new ArrayBlockingQueue<>(CachedWebhookSecrets.WAITING_READINGS),
        Thread.ofPlatform().name("secret-reader-", 0).factory());
  }

  @Singleton
  @Named("secret-refresher")
  @Bean(preDestroy = "shutdown")
  ExecutorService secretRefresher() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("secret-refresher").factory());
  }

  @Singleton
  @Bean(preDestroy = "close")
  SecretsPool secretsPool(Settings settings) {
    return SecretsPool.of(
        settings.get(IngressSettings.DATABASE_URL),
        settings.get(IngressSettings.DATABASE_USER),
        settings.get(IngressSettings.DATABASE_PASSWORD),
        SECRET_READERS + 1);
  }

  @Singleton
  CachedWebhookSecrets webhookSecrets(
      SecretsPool pool,
      Settings settings,
      @Named("secret-readers") ExecutorService readers,
      @Named("secret-refresher") ExecutorService refresher) {
    return new CachedWebhookSecrets(
        new JdbcWebhookSecrets(
            pool.dataSource(), settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET)),
        readers,
        CompletableFuture.delayedExecutor(GATHERING.toMillis(), TimeUnit.MILLISECONDS, refresher),
        Ticker.systemTicker());
  }

  @Singleton
  @Named("secret-use-writer")
  @Bean(preDestroy = "shutdown")
  ExecutorService secretUseWriter() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().name("secret-use-writer").factory());
  }

  /** Over the control plane's connections: the edge's own only read. */
  @Singleton
  NotedSecretUses secretUses(
      DataSource dataSource, @Named("secret-use-writer") ExecutorService writer) {
    return new NotedSecretUses(
        new JdbcSecretUseLog(DelegatingDataSource.unwrapDataSource(dataSource)),
        CompletableFuture.delayedExecutor(NOTING.toMillis(), TimeUnit.MILLISECONDS, writer),
        Ticker.systemTicker());
  }

  @Singleton
  EdgeMemory edgeMemory(AccountTransactions transactions, CachedWebhookSecrets secrets) {
    return integration -> {
      WebhookAddress address =
          new WebhookAddress(
              integration.provider().product(),
              new AccountId(integration.accountId()),
              new Slug(integration.slug()));
      // Not before: who asks meanwhile would be told the old ones, and they would be remembered.
      transactions.afterCommit(() -> secrets.forget(address));
    };
  }

  @Singleton
  @Bean(preDestroy = "close")
  SecretNotifications secretNotifications(Settings settings, CachedWebhookSecrets secrets) {
    return new SecretNotifications(
            DatabaseAccess.outsideOfPools(settings, "uplink-ingress secret notifications"), secrets)
        .start();
  }
}
