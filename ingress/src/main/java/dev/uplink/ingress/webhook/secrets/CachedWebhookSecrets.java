package dev.uplink.ingress.webhook.secrets;

import com.github.benmanes.caffeine.cache.AsyncCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.ingress.webhook.IntegrationSecrets;
import dev.uplink.ingress.webhook.WebhookAddress;
import dev.uplink.ingress.webhook.WebhookSecrets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the database said, and that it said nothing, as long as it hears of changes. While
 * it does not, each request reads anew; only requests at the same moment share one reading.
 */
public final class CachedWebhookSecrets implements WebhookSecrets, SecretChanges {
  /** Also for addresses without an integration, which anyone can invent. */
  static final int MOST_ENTRIES = 10_000;

  /** Longest silence of the listener in which what is remembered is still believed. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

  /** Age counts from the end of a reading, which began at most the time-out before. */
  static final Duration LONGEST_LIFE = Duration.ofSeconds(60).minus(LOOKUP_TIMEOUT);

  private final AsyncCache<WebhookAddress, Optional<IntegrationSecrets>> cache;
  private final Function<WebhookAddress, Optional<IntegrationSecrets>> database;
  private final Executor readers;
  private final Ticker ticker;

  /** When the listener was last heard; null while it does not listen. */
  private volatile @Nullable Long lastHeard;

  public CachedWebhookSecrets(
      Function<WebhookAddress, Optional<IntegrationSecrets>> database,
      Executor readers,
      Ticker ticker) {
    this.database = database;
    this.readers = readers;
    this.ticker = ticker;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(MOST_ENTRIES)
            .expireAfterWrite(LONGEST_LIFE)
            .ticker(ticker)
            .buildAsync();
  }

  @Override
  public CompletionStage<Optional<IntegrationSecrets>> find(WebhookAddress address) {
    if (!believes()) {
      forgetIfRead(address);
    }
    try {
      // A copy: a caller that gives up must not end the reading that others wait for.
      return cache.get(address, (key, ignored) -> read(key)).copy();
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedStage(full);
    }
  }

  /** Bounded, so that one reading that hangs does not hold all that would share it. */
  private CompletableFuture<Optional<IntegrationSecrets>> read(WebhookAddress address) {
    return CompletableFuture.supplyAsync(() -> database.apply(address), readers)
        .orTimeout(LOOKUP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
  }

  private boolean believes() {
    @Nullable Long heard = lastHeard;
    return heard != null && ticker.read() - heard <= LONGEST_SILENCE.toNanos();
  }

  private void forgetIfRead(WebhookAddress address) {
    @Nullable CompletableFuture<Optional<IntegrationSecrets>> known = cache.getIfPresent(address);
    if (known != null && known.isDone()) {
      cache.asMap().remove(address, known);
    }
  }

  @Override
  public void listening() {
    forgetAll();
    lastHeard = ticker.read();
  }

  @Override
  public void heard() {
    if (!believes()) {
      forgetAll();
    }
    lastHeard = ticker.read();
  }

  @Override
  public void lost() {
    lastHeard = null;
    forgetAll();
  }

  /** An address it cannot read may be any: then all are forgotten. */
  @Override
  public void changed(String address) {
    Optional<WebhookAddress> named = NotifiedAddress.parse(address);
    if (named.isPresent()) {
      cache.synchronous().invalidate(named.get());
    } else {
      forgetAll();
    }
  }

  private void forgetAll() {
    cache.synchronous().invalidateAll();
  }
}
