package dev.uplink.notifier.bitbucket;

import org.jspecify.annotations.Nullable;

/**
 * What Bitbucket answered, whatever the status.
 *
 * @param location where a redirect leads; null without one
 * @param scopes what the credentials may do, as Cloud tells in a header; null where it does not
 */
record Answer(
    int status,
    @Nullable String retryAfter,
    @Nullable String location,
    @Nullable String scopes,
    String body) {

  /** Bitbucket's own yes; a proxy that asks for a log-in may send its page with 200. */
  boolean isYes() {
    return status >= 200 && status < 300 && !isWebPage();
  }

  boolean isWebPage() {
    return body.stripLeading().startsWith("<");
  }

  /**
   * Whether it was made on the way to Bitbucket, most of whose own errors are JSON: a proxy whose
   * server is just being replaced has no page to send on either, and says so in HTML or in plain
   * text.
   */
  boolean isNotBitbuckets() {
    return !body.isBlank() && !Answers.isObject(body);
  }
}
