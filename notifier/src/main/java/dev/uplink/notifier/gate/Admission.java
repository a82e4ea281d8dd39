package dev.uplink.notifier.gate;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether a request may be made now. */
public sealed interface Admission {
  /**
   * It may not.
   *
   * @param words why, for people
   * @param until when to ask again
   */
  record Held(Why why, String words, Instant until) implements Admission {}

  /** It may, and how it ends has to be told, once. */
  non-sealed interface Visit extends Admission {
    /** Bitbucket answered, whatever it was. */
    void answered(int status, Limits limits);

    /** Nobody answered, or not in time. */
    void unanswered();

    /** It was not made after all, or what came of it says nothing of the host. */
    void saysNothing();
  }

  /** What stands in the way. */
  enum Why {
    /** What is left of the hour is kept for what is more urgent, or nothing is left. */
    BUDGET,
    /** Bitbucket has had too many requests of this credential. */
    REST,
    /** The host has not answered lately. */
    HOST
  }

  /**
   * What an answer's headers say of limits.
   *
   * @param retryAfter how long to wait; null when it does not say
   * @param limit requests an hour, which Cloud tells some; null when it does not
   * @param isNear whether less than a fifth of them is left
   */
  record Limits(@Nullable Duration retryAfter, @Nullable Integer limit, boolean isNear) {}
}
