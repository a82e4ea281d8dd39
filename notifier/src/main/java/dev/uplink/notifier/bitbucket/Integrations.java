package dev.uplink.notifier.bitbucket;

import dev.uplink.schemas.id.AccountId;
import java.util.Optional;

/** The integrations there are, and for a short time those that were deleted. */
@FunctionalInterface
public interface Integrations {
  /** Throws {@code InvalidStateStoreException} while they cannot be read. */
  Optional<IntegrationFacts> find(AccountId account, String integrationId);
}
