package dev.uplink.notifier.bitbucket.status;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.quota.Priority;

/** Tells Bitbucket about one status, once. Blocks for a bounded time. */
@FunctionalInterface
public interface Posting {
  PostResult post(BuildStatus status, Priority priority);
}
