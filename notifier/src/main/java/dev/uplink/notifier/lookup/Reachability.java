package dev.uplink.notifier.lookup;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which integrations' Bitbucket answers and which does not: waiting for one that does not would
 * take the places of all others.
 */
final class Reachability {
  private static final Duration LEFT_ALONE = Duration.ofSeconds(30);

  private final InstantSource clock;

  /** What is said of those that do not answer until they are asked again. */
  private final Cache<String, Reply> away;

  /** When each answered last, for as long as a lookup lasts that may want to know. */
  private final Cache<String, Instant> answered;

  /**
   * @param budget what a lookup may take at most
   */
  Reachability(Duration budget, InstantSource clock) {
    this.clock = clock;
    this.away = keptFor(LEFT_ALONE, clock);
    this.answered = keptFor(budget.multipliedBy(2), clock);
  }

  private static <V> Cache<String, V> keptFor(Duration time, InstantSource clock) {
    return Caffeine.newBuilder()
        .expireAfterWrite(time)
        .ticker(() -> Duration.between(Instant.EPOCH, clock.instant()).toNanos())
        .build();
  }

  /** What to say for an integration that is left alone. */
  Optional<Reply> replyWhileAway(String integration) {
    return Optional.ofNullable(away.getIfPresent(integration));
  }

  void hasAnswered(String integration) {
    answered.put(integration, clock.instant());
  }

  boolean hasAnsweredSince(String integration, Instant began) {
    @Nullable Instant last = answered.getIfPresent(integration);
    return last != null && !last.isBefore(began);
  }

  /**
   * One that did not answer for all that time would not answer the next either; one that answered
   * others may only fail at this question.
   *
   * @param began when the lookup did
   * @return what is said to whoever asked
   */
  Reply gaveUp(String integration, CallFailedException failure, Instant began) {
    Reply reply = Reply.of(failure);
    boolean isAway =
        failure.isPassing()
            && failure.fault() != Fault.RATE_LIMITED
            && !hasAnsweredSince(integration, began);
    if (isAway) {
      away.put(integration, reply);
    } else {
      away.invalidate(integration);
    }
    return reply;
  }
}
