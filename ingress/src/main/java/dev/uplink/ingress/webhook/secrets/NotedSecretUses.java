package dev.uplink.ingress.webhook.secrets;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.ingress.webhook.SecretUses;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes the first use of a secret soon, and one in {@link #EVERY} of those that follow: with many
 * integrations a write for each webhook would cost more than the webhook.
 */
public final class NotedSecretUses implements SecretUses {
  private static final Logger LOG = LoggerFactory.getLogger(NotedSecretUses.class);

  static final Duration EVERY = Duration.ofMinutes(5);

  private final Cache<String, Boolean> noted;
  private final Map<String, Instant> waiting = new ConcurrentHashMap<>();
  private final AtomicBoolean called = new AtomicBoolean();
  private final SecretUseLog log;
  private final Executor later;

  /** The executor runs a task after a moment, one at a time, and refuses none. */
  public NotedSecretUses(SecretUseLog log, Executor later, Ticker ticker) {
    this.log = log;
    this.later = later;
    this.noted =
        Caffeine.newBuilder()
            .maximumSize(CachedWebhookSecrets.MOST_ENTRIES)
            .expireAfterWrite(EVERY)
            .ticker(ticker)
            .build();
  }

  @Override
  public void used(String secretId, Instant at) {
    if (noted.getIfPresent(secretId) != null) {
      return;
    }
    noted.put(secretId, true);
    waiting.put(secretId, at);
    if (called.compareAndSet(false, true)) {
      later.execute(this::write);
    }
  }

  /** What cannot be written is given up: the next use says it again. */
  private void write() {
    called.set(false);
    Map<String, Instant> uses = new HashMap<>(waiting);
    uses.forEach(waiting::remove);
    try {
      log.write(uses);
    } catch (SecretsUnavailableException e) {
      LOG.warn("not noted which webhook secrets were used: {}", e.getMessage());
      noted.invalidateAll(uses.keySet());
    }
  }
}
