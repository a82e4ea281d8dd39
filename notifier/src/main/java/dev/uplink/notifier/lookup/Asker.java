package dev.uplink.notifier.lookup;

import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.bitbucket.reader.CallFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks Bitbucket, again and again where that may help, until it answers or the time is over. Blocks
 * for no longer than that.
 */
public final class Asker implements Asking {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);

  /** When Bitbucket has had too many requests, and does not say for how long. */
  private static final Duration REST_UNSAID = Duration.ofSeconds(30);

  /** For one question that fails while others are answered: its place is wanted by those. */
  private static final int TRIES_WHILE_OTHERS_ARE_ANSWERED = 4;

  /** The outbox may be behind the event, but not for long. */
  private static final int TRIES_FOR_UNKNOWN = 3;

  private final BitbucketQuery query;
  private final Duration budget;
  private final Pause pause;
  private final DoubleSupplier random;
  private final InstantSource clock;
  private final RateLimitRests rests;
  private final Reachability reachability;
  private final RefusedCredentials refused;

  /**
   * @param budget for one lookup, with all its tries
   * @param random from 0 to 1: by how much pauses are shortened, so that tries do not go in step
   */
  public Asker(
      BitbucketQuery query,
      Duration budget,
      Pause pause,
      DoubleSupplier random,
      InstantSource clock) {
    this.query = query;
    this.budget = budget;
    this.pause = pause;
    this.random = random;
    this.clock = clock;
    this.refused = new RefusedCredentials(clock);
    this.rests = new RateLimitRests(pause, clock);
    this.reachability = new Reachability(budget, clock);
  }

  @Override
  public Reply ask(Lookup lookup) throws InterruptedException {
    String integration = lookup.integrationId();
    Optional<Reply> away = reachability.replyWhileAway(integration);
    if (away.isPresent()) {
      return away.get();
    }
    Instant began = clock.instant();
    Instant end = began.plus(budget);
    int refusals = 0;
    for (int tries = 1; ; tries++) {
      if (!rests.awaitEnd(integration, end, () -> query.credentialsVersion(lookup))) {
        return new Reply.Unanswered(
            Fault.RATE_LIMITED, "Bitbucket has had too many requests and wants to be left alone");
      }
      long version = query.credentialsVersion(lookup);
      CallFailedException failure;
      try {
        Found found = query.run(lookup, end);
        refused.areTaken(integration);
        reachability.hasAnswered(integration);
        return new Reply.Answered(found);
      } catch (CallFailedException e) {
        failure = e;
      }
      // What a request says that was cut off by our own end is nothing about Bitbucket.
      if (Thread.interrupted()) {
        throw new InterruptedException("the notifier is ending");
      }
      boolean isRefused = failure.fault() == Fault.UNAUTHORIZED;
      refusals = isRefused ? refusals + 1 : 0;
      boolean mayPass =
          isRefused
              ? !refused.areRefused(integration, version, refusals)
              : mayPass(failure, tries) && !failsAlone(integration, failure, tries, began);
      Duration ours = isRefused ? shortened(RefusedCredentials.LOOK_AGAIN) : pauseAfter(tries);
      Duration said = saidRest(failure);
      boolean isForAll = failure.fault() == Fault.RATE_LIMITED && said.compareTo(ours) >= 0;
      Duration wait = said.compareTo(ours) < 0 ? ours : said;
      if (isForAll) {
        rests.begin(integration, clock.instant().plus(wait), version);
      }
      if (!mayPass || clock.instant().plus(wait).isAfter(end)) {
        return reachability.gaveUp(integration, failure, began);
      }
      if (!isForAll) {
        pause.of(wait);
      }
    }
  }

  /** A page that is cut off, or one repository that fails, each time; each try is all its pages. */
  private boolean failsAlone(
      String integration, CallFailedException failure, int tries, Instant began) {
    return failure.fault() == Fault.BITBUCKET_FAILED
        && tries >= TRIES_WHILE_OTHERS_ARE_ANSWERED
        && reachability.hasAnsweredSince(integration, began);
  }

  private static boolean mayPass(CallFailedException failure, int tries) {
    return failure.isPassing()
        || (failure.fault() == Fault.INTEGRATION_UNKNOWN && tries < TRIES_FOR_UNKNOWN);
  }

  private Duration pauseAfter(int tries) {
    Duration doubled = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, 10));
    Duration most = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    return shortened(most);
  }

  private Duration shortened(Duration most) {
    return most.minusMillis((long) (most.toMillis() / 2.0 * random.getAsDouble()));
  }

  /** Bitbucket's own word, which goes before ours. */
  private static Duration saidRest(CallFailedException failure) {
    @Nullable Duration said = failure.retryAfter();
    if (said != null) {
      return said;
    }
    return failure.fault() == Fault.RATE_LIMITED ? REST_UNSAID : Duration.ZERO;
  }
}
