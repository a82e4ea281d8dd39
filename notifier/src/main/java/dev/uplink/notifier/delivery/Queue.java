package dev.uplink.notifier.delivery;

import dev.uplink.schemas.id.AccountId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits to be told to one integration's Bitbucket.
 *
 * @param waiting how many statuses
 * @param since when the longest waiting of them was first wanted
 * @param reason what held up the last try, in plain words; null when nothing did
 */
public record Queue(
    AccountId account, String integrationId, int waiting, Instant since, @Nullable String reason) {}
