package dev.uplink.ingress.webhook.secrets;

import com.github.benmanes.caffeine.cache.AsyncCacheLoader;
import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
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
import org.jspecify.annotations.Nullable;

/**
 * Remembers what the database said, and that it said nothing, as long as it hears of changes. While
 * it does not, each request reads anew; only requests at the same moment share one reading.
 */
public final class CachedWebhookSecrets implements WebhookSecrets, SecretChanges {
  /**
   * The most addresses that are remembered, also those without an integration, which anyone can
   * invent. Some 600 bytes each, so 75 MB at most; an installation with more integrations than that
   * asks the database more often.
   */
  static final int MOST_ENTRIES = 125_000;

  /** Longest silence of the listener in which what is remembered is still believed. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(5);

  static final Duration LOOKUP_TIMEOUT = Duration.ofSeconds(2);

  /** Age counts from the end of a reading, which began at most this long before. */
  static final Duration LONGEST_READING = LOOKUP_TIMEOUT.plusSeconds(1);

  static final Duration LONGEST_LIFE = Duration.ofSeconds(60).minus(LONGEST_READING);

  /**
   * Who is asked for after this time is read anew while the old word still counts: nobody waits,
   * and what was read together is not forgotten together.
   */
  static final Duration REFRESH_AFTER = LONGEST_LIFE.multipliedBy(3).dividedBy(4);

  /** How many readings must be able to wait for a reader; a further one is not needed. */
  public static final int WAITING_READINGS =
      BatchedLookups.MOST_WAITING / BatchedLookups.MOST_AT_ONCE;

  private final AsyncLoadingCache<WebhookAddress, Optional<IntegrationSecrets>> cache;
  private final Ticker ticker;

  /** When the listener was last heard; null while it does not listen. */
  private volatile @Nullable Long lastHeard;

  /**
   * @param readers for look-ups that are waited for; may refuse a task when {@link
   *     #WAITING_READINGS} others wait
   * @param refresher for what nobody waits for: runs a task after a moment, one at a time
   */
  public CachedWebhookSecrets(
      SecretSource database, Executor readers, Executor refresher, Ticker ticker) {
    this.ticker = ticker;
    this.cache =
        Caffeine.newBuilder()
            .maximumSize(MOST_ENTRIES)
            .expireAfterWrite(LONGEST_LIFE)
            .refreshAfterWrite(REFRESH_AFTER)
            .ticker(ticker)
            .buildAsync(
                new Loader(
                    new BatchedLookups(database, readers, LOOKUP_TIMEOUT),
                    new GatheredLookups(database, refresher)));
  }

  @Override
  public CompletionStage<Optional<IntegrationSecrets>> find(WebhookAddress address) {
    if (!believes()) {
      forgetIfRead(address);
    }
    try {
      CompletableFuture<Optional<IntegrationSecrets>> known = cache.get(address);
      // A copy: a caller that gives up must not end the reading that others wait for.
      return known.isDone() ? known : known.copy();
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedStage(full);
    }
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
    Optional<WebhookAddress> named = StoredAddress.parse(address);
    if (named.isPresent()) {
      forget(named.get());
    } else {
      forgetAll();
    }
  }

  /** The next who asks is told what the database says then. Any thread may call it. */
  public void forget(WebhookAddress address) {
    cache.synchronous().invalidate(address);
  }

  private void forgetAll() {
    cache.synchronous().invalidateAll();
  }

  private record Loader(BatchedLookups first, GatheredLookups again)
      implements AsyncCacheLoader<WebhookAddress, Optional<IntegrationSecrets>> {
    @Override
    public CompletableFuture<Optional<IntegrationSecrets>> asyncLoad(
        WebhookAddress address, Executor ignored) {
      return first.find(address);
    }

    /** When it fails the old word stays, to its end or until it is asked for again. */
    @Override
    public CompletableFuture<Optional<IntegrationSecrets>> asyncReload(
        WebhookAddress address, Optional<IntegrationSecrets> old, Executor ignored) {
      return again.find(address);
    }
  }
}
