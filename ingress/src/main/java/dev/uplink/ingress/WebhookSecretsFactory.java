package dev.uplink.ingress;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.EdgeMemory;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.secrets.CachedWebhookSecrets;
import dev.uplink.ingress.webhook.secrets.JdbcSecretUseLog;
import dev.uplink.ingress.webhook.secrets.JdbcWebhookSecrets;
import dev.uplink.ingress.webhook.secrets.NotedSecretUses;
import dev.uplink.ingress.webhook.secrets.SecretNotifications;
import dev.uplink.ingress.webhook.secrets.SecretsPool;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.Slug;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Builds how the webhook edge gets integrations' secrets, hears of their changes, and notes which
 * were used.
 */
@Factory
final class WebhookSecretsFactory {
  private static final int SECRET_READERS = 4;

  /** How long secrets that are read anew wait for others to be read with. */
  private static final Duration GATHERING = Duration.ofMillis(50);

  /** How long uses of secrets wait for others to be written with. */
  private static final Duration NOTING = Duration.ofSeconds(1);

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
