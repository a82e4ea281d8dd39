package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.PostResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Bitbucket is told. Everything here happens on the thread of its caller, but for
 * the tries themselves, which run elsewhere and come back through a queue.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration LOOK_AT_PARKED_EVERY = Duration.ofSeconds(1);

  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final OffsetLedger ledger = new OffsetLedger();
  private final Map<Integer, Integer> tries = new HashMap<>();
  private final DesiredStatuses desired;
  private final RetryPolicy policy;
  private final Function<BuildStatus, PostResult> poster;
  private final Integrations integrations;
  private final DeliveryJournal journal;
  private final DeliveryLog log;
  private final Executor executor;
  private final InstantSource clock;
  private Instant parkedSeen = Instant.MIN;

  /**
   * @param executor runs tries, each of which blocks; as many at once as there are slots
   */
  Dispatcher(
      DesiredStatuses desired,
      RetryPolicy policy,
      Function<BuildStatus, PostResult> poster,
      Integrations integrations,
      DeliveryJournal journal,
      DeliveryLog log,
      Executor executor,
      InstantSource clock) {
    this.desired = desired;
    this.policy = policy;
    this.poster = poster;
    this.integrations = integrations;
    this.journal = journal;
    this.log = log;
    this.executor = executor;
    this.clock = clock;
  }

  void accept(Desired status) {
    Instant now = clock.instant();
    ledger.read(status.source().partition(), status.source().offset());
    desired.offer(status, now).ifPresent(this::settle);
    desired.crowdedOut(status, now).ifPresent(this::giveUpForRoom);
  }

  /** A record that says nothing, or nothing that can be understood; the latter has a reason. */
  void skip(SourceRecord source, @Nullable RuntimeException failure) {
    ledger.read(source.partition(), source.offset());
    if (failure == null) {
      ledger.settled(source.partition(), source.offset());
    } else {
      then(
          journal.writeUnreadable(new DeliveryJournal.Unreadable(source, failure)),
          () -> ledger.settled(source.partition(), source.offset()));
    }
  }

  /** Takes in what has ended and begins what is due. Throws when outcomes cannot be written. */
  void turn() {
    for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
      next.run();
    }
    Instant now = clock.instant();
    if (!now.isBefore(parkedSeen.plus(LOOK_AT_PARKED_EVERY))) {
      parkedSeen = now;
      desired.unpark(this::hasNewerCredentials, now);
      desired.dropParked(firstAt -> policy.isTooLate(firstAt, now)).forEach(this::settle);
    }
    desired.due(now).forEach(this::begin);
  }

  boolean isFull() {
    return desired.isFull();
  }

  OffsetLedger ledger() {
    return ledger;
  }

  /**
   * Lets tries of these partitions end, for a while, and forgets the partitions: their next owner
   * must not post a newer revision while we still post an older one.
   */
  void release(Collection<Integer> partitions, Duration patience) throws InterruptedException {
    Instant deadline = clock.instant().plus(patience);
    while (partitions.stream().anyMatch(tries::containsKey) && clock.instant().isBefore(deadline)) {
      @Nullable Runnable next = inbox.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.run();
      }
    }
    partitions.forEach(this::forget);
  }

  /** Another has it already. */
  void forget(int partition) {
    desired.dropPartition(partition);
  }

  private void begin(Attempt attempt) {
    tries.merge(attempt.desired().source().partition(), 1, Integer::sum);
    Instant start = clock.instant();
    executor.execute(
        () -> {
          PostResult result = post(attempt);
          inbox.add(() -> ended(attempt, result, Duration.between(start, clock.instant())));
        });
  }

  /** A bug of ours costs its own status some tries, and not the others theirs. */
  private PostResult post(Attempt attempt) {
    try {
      return poster.apply(attempt.desired().status());
    } catch (RuntimeException e) {
      LOG.error("a status could not be posted", e);
      return new PostResult.Failed(null, "the notifier failed: " + e.getClass().getSimpleName());
    }
  }

  private void ended(Attempt attempt, PostResult result, Duration took) {
    Desired tried = attempt.desired();
    tries.computeIfPresent(
        tried.source().partition(), (id, count) -> count == 1 ? null : count - 1);
    Outcome outcome = desired.ended(attempt, next(attempt, result));
    boolean open = outcome == Outcome.WILL_RETRY || desired.isParked(tried);
    record(entry(attempt, outcome, result), took, open ? () -> {} : () -> settle(tried));
  }

  /** What cannot be decided costs its own status, and never the turn of all others. */
  private Next next(Attempt attempt, PostResult result) {
    try {
      return policy.after(attempt, result, clock.instant());
    } catch (RuntimeException e) {
      LOG.error("what follows from a try could not be decided", e);
      return new Next.Settled(Outcome.GAVE_UP);
    }
  }

  private void giveUpForRoom(Attempt oldest) {
    record(
        new DeliveryJournal.Entry(
            oldest, Outcome.GAVE_UP, null, "too many undelivered statuses of the integration"),
        Duration.ZERO,
        () -> settle(oldest.desired()));
  }

  private static DeliveryJournal.Entry entry(Attempt attempt, Outcome outcome, PostResult result) {
    return switch (result) {
      case PostResult.Delivered(int status) ->
          new DeliveryJournal.Entry(attempt, outcome, status, null);
      case PostResult.Refused(Integer status, String detail) ->
          new DeliveryJournal.Entry(attempt, outcome, status, detail);
      case PostResult.Failed(Integer status, String detail) ->
          new DeliveryJournal.Entry(attempt, outcome, status, detail);
      case PostResult.Throttled(int status, String detail, Duration rest) ->
          new DeliveryJournal.Entry(attempt, outcome, status, detail);
      case PostResult.Unauthorized(Integer status, String detail, long version) ->
          new DeliveryJournal.Entry(attempt, outcome, status, detail);
      case PostResult.Gone(String detail) ->
          new DeliveryJournal.Entry(attempt, outcome, null, detail);
    };
  }

  private void record(DeliveryJournal.Entry entry, Duration took, Runnable whenSafe) {
    log.ended(entry, took);
    then(journal.write(entry), whenSafe);
  }

  /** On the caller's thread, in a later turn. */
  private void then(CompletionStage<?> written, Runnable next) {
    written.whenComplete(
        (done, failure) ->
            inbox.add(
                failure == null
                    ? next
                    : () -> {
                      throw new IllegalStateException("an outcome could not be written", failure);
                    }));
  }

  private void settle(Desired status) {
    ledger.settled(status.source().partition(), status.source().offset());
  }

  private boolean hasNewerCredentials(DesiredStatuses.Refused refused) {
    return integrations
        .find(refused.waiting().status().place().account(), refused.waiting().integration())
        .map(IntegrationFacts::credentialsVersion)
        .filter(version -> version > refused.version())
        .isPresent();
  }
}
