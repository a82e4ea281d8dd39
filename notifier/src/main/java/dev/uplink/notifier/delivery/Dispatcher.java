package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.status.PostResult;
import dev.uplink.notifier.bitbucket.status.Posting;
import dev.uplink.schemas.trace.Tracing;
import dev.uplink.schemas.trace.TracingScope;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that Bitbucket is told. Everything here happens on the thread of its caller, but for
 * the tries themselves, which run elsewhere and come back through a queue.
 */
final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private static final Duration LOOK_AROUND_EVERY = Duration.ofSeconds(1);

  private final BlockingQueue<Runnable> inbox = new LinkedBlockingQueue<>();
  private final OffsetLedger ledger = new OffsetLedger();
  private final Set<Integer> behind = new HashSet<>();
  private final DesiredStatuses desired;
  private final RetryPolicy policy;
  private final Tries tries;
  private final Integrations integrations;
  private final DeliveryJournal journal;
  private final DeliveryLog log;
  private final Backlogs backlogs;
  private final Lease lease;
  private final Tracing tracing;
  private final InstantSource clock;
  private Instant lookedAround = Instant.MIN;

  /**
   * @param poster tells Bitbucket once; may block
   * @param executor runs tries, each of which blocks; as many at once as there are slots
   */
  Dispatcher(
      DesiredStatuses desired,
      RetryPolicy policy,
      Posting poster,
      Integrations integrations,
      DeliveryJournal journal,
      DeliveryLog log,
      Backlogs backlogs,
      Executor executor,
      Lease lease,
      Tracing tracing,
      InstantSource clock) {
    this.desired = desired;
    this.policy = policy;
    this.tries = new Tries(poster, executor, inbox, lease, tracing, clock);
    this.integrations = integrations;
    this.journal = journal;
    this.log = log;
    this.backlogs = backlogs;
    this.lease = lease;
    this.tracing = tracing;
    this.clock = clock;
  }

  void accept(Desired status) {
    int partition = status.source().partition();
    if (!ledger.read(partition, status.source().offset())) {
      return;
    }
    Instant now = clock.instant();
    if (behind.contains(partition)) {
      // Its former owner may have been trying it when it ended.
      desired.doubt(status, now);
    }
    desired.offer(status, now).ifPresent(this::settle);
    desired
        .crowdedOut(status)
        .ifPresent(oldest -> giveUp(oldest, "too many undelivered statuses of the integration"));
  }

  /** A record that says nothing, or nothing that can be understood; the latter has a reason. */
  void skip(SourceRecord source, @Nullable RuntimeException failure) {
    boolean toTell = ledger.read(source.partition(), source.offset());
    if (failure == null) {
      ledger.settled(source.partition(), source.offset());
    } else if (toTell) {
      then(
          journal.writeUnreadable(new DeliveryJournal.Unreadable(source, failure)),
          () -> ledger.settled(source.partition(), source.offset()));
    }
  }

  /**
   * Nothing of this partition is tried until {@link #caughtUp}: what is read first may long have
   * been overtaken by what is behind it, and Bitbucket must not be told to go back.
   */
  void fallBehind(int partition) {
    behind.add(partition);
  }

  void caughtUp(int partition) {
    behind.remove(partition);
  }

  /** Takes in what has ended and begins what is due. Throws when outcomes cannot be written. */
  void turn() {
    for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
      next.run();
    }
    Instant now = clock.instant();
    if (!now.isBefore(lookedAround.plus(LOOK_AROUND_EVERY))) {
      lookedAround = now;
      desired.resume(this::hasNewerCredentials, now);
      desired
          .dropParked(since -> policy.hasWaitedTooLong(since, now))
          .forEach(late -> giveUp(late, "no credentials that work"));
      desired
          .dropBroken(since -> policy.isTooLate(since, now))
          .forEach(late -> giveUp(late, "the host does not answer, or fails"));
      backlogs.tell(desired.backlogs());
    }
    if (lease.holds(now)) {
      // Memory that is full has to be emptied, whatever else is behind it.
      boolean full = isFull();
      desired.due(now, partition -> full || !behind.contains(partition)).forEach(this::begin);
    }
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
    while (tries.anyOf(partitions) && clock.instant().isBefore(deadline)) {
      @Nullable Runnable next = inbox.poll(100, TimeUnit.MILLISECONDS);
      if (next != null) {
        next.run();
      }
    }
    partitions.forEach(this::forget);
  }

  /** Another has it already. */
  void forget(int partition) {
    behind.remove(partition);
    desired.dropPartition(partition);
  }

  private void begin(Attempt attempt) {
    // Asked before, so that it is never newer than what was tried with.
    long version = credentialsVersion(attempt.desired());
    tries.begin(attempt, (told, result, took) -> ended(attempt, told, version, result, took));
  }

  /**
   * @param told the same with the last step of its trace
   */
  private void ended(
      Attempt attempt, Attempt told, long version, PostResult result, Duration took) {
    RetryDecision decision = decision(attempt, result);
    DeliveryJournal.Answer answer = DeliveryJournal.Answer.of(result);
    LaneResult ended = desired.ended(attempt, decision, version, answer.detail(), clock.instant());
    record(
        new DeliveryJournal.Entry(
            told, ended.outcome(), answer, ended.isTriedAgain() ? decision.notBefore() : null),
        took,
        ended.isSettled() ? () -> settle(attempt.desired()) : () -> {});
  }

  /** What cannot be decided costs its own status, and never the turn of all others. */
  private RetryDecision decision(Attempt attempt, PostResult result) {
    try {
      return policy.after(attempt, result, clock.instant());
    } catch (RuntimeException e) {
      LOG.error("what follows from a try could not be decided", e);
      return new RetryDecision.Settled(Outcome.GAVE_UP);
    }
  }

  private void giveUp(Attempt attempt, String detail) {
    record(
        new DeliveryJournal.Entry(
            attempt, Outcome.GAVE_UP, new DeliveryJournal.Answer(null, detail), null),
        Duration.ZERO,
        () -> settle(attempt.desired()));
  }

  private void record(DeliveryJournal.Entry entry, Duration took, Runnable whenSafe) {
    Desired status = entry.attempt().desired();
    try (TracingScope _ =
        tracing.tells() ? tracing.during(status.about(), status.lineage()) : TracingScope.NOTHING) {
      log.ended(entry, took);
    }
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

  private boolean hasNewerCredentials(DesiredStatuses.HeldUp heldUp) {
    return credentialsVersion(heldUp.waiting()) > heldUp.version();
  }

  /** Lower than any while it is not known, as until all integrations have been read. */
  private long credentialsVersion(Desired status) {
    try {
      return integrations
          .find(status.status().place().account(), status.integration())
          .map(IntegrationFacts::credentialsVersion)
          .orElse(Long.MIN_VALUE);
    } catch (RuntimeException e) {
      LOG.debug("credentials of integration={} are not known yet", status.integration(), e);
      return Long.MIN_VALUE;
    }
  }
}
