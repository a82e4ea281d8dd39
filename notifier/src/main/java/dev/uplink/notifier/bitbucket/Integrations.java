package dev.uplink.notifier.bitbucket;

import dev.uplink.schemas.id.AccountId;
import java.util.Optional;

/** The integrations there are; a deleted one is empty. */
@FunctionalInterface
public interface Integrations {
  Optional<IntegrationFacts> find(AccountId account, String integrationId);
}
