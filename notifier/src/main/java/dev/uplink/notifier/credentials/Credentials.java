package dev.uplink.notifier.credentials;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Scheduler;
import io.micronaut.data.exceptions.DataAccessException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Credentials of integrations, opened and kept for a while. A copy is dropped when the integration
 * says that there are newer ones, or when Bitbucket refuses it; the time limit is for the case that
 * both are missed.
 */
public final class Credentials {
  private static final Logger LOG = LoggerFactory.getLogger(Credentials.class);
  private static final int KEPT = 10_000;
  private static final Duration KEPT_FOR = Duration.ofMinutes(10);

  private final Function<String, Optional<SealedCredential>> rows;
  private final CredentialOpening opening;
  private final Cache<String, CredentialLookup.Found> cache =
      Caffeine.newBuilder()
          .maximumSize(KEPT)
          .expireAfterWrite(KEPT_FOR)
          // On its own, so that an idle notifier forgets as well.
          .scheduler(Scheduler.systemScheduler())
          .build();

  /** Versions that did not open, each told of once. */
  private final Cache<String, Long> unreadable = Caffeine.newBuilder().maximumSize(KEPT).build();

  Credentials(Function<String, Optional<SealedCredential>> rows, CredentialOpening opening) {
    this.rows = rows;
    this.opening = opening;
  }

  public static Credentials of(ApiCredentialsRepository repository, CredentialOpening opening) {
    return new Credentials(repository::findById, opening);
  }

  /** Of this version or a newer one, as far as the database has it. May wait for the database. */
  public CredentialLookup find(String integrationId, long version) {
    CredentialLookup.@Nullable Found kept = cache.getIfPresent(integrationId);
    if (kept != null && kept.version() >= version) {
      return kept;
    }
    Optional<SealedCredential> row;
    try {
      row = rows.apply(integrationId);
    } catch (DataAccessException | IllegalStateException e) {
      LOG.warn("credentials of integration={} could not be read: {}", integrationId, e.toString());
      return new CredentialLookup.Unavailable();
    }
    if (row.isEmpty()) {
      cache.invalidate(integrationId);
      return new CredentialLookup.Missing();
    }
    return open(row.get());
  }

  /** The next to ask reads the database. */
  public void forget(String integrationId) {
    cache.invalidate(integrationId);
  }

  private CredentialLookup open(SealedCredential row) {
    Optional<ApiCredential> opened = opening.open(row.integrationId(), row.sealed());
    if (opened.isEmpty()) {
      // Every try and every look-up asks again, and nothing changes until somebody does something.
      if (!Long.valueOf(row.version())
          .equals(unreadable.asMap().put(row.integrationId(), row.version()))) {
        LOG.warn(
            "credentials of integration={} do not open with UPLINK_CREDENTIALS_PRIVATE_KEYSET: {}",
            row.integrationId(),
            opening.whyNot(row.sealed()));
      }
      return new CredentialLookup.Unreadable(row.version());
    }
    CredentialLookup.Found found = new CredentialLookup.Found(opened.get(), row.version());
    cache.put(row.integrationId(), found);
    return found;
  }
}
