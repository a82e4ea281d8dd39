package dev.uplink.notifier.bitbucket;

import org.jspecify.annotations.Nullable;

/** What Bitbucket answered, whatever the status. */
record Answer(int status, @Nullable String retryAfter, String body) {}
