package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Pending;
import dev.uplink.processor.memory.Waiting;
import dev.uplink.processor.memory.WaitingEvents;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.metrics.WaitEnd;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.streams.Transience;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Decides events in the order in which they arrived at their repository. One that needs answers of
 * Bitbucket waits for them in a store, and so do those behind it; what they need is asked on
 * arrival, side by side.
 */
final class RepositoryEventQueue {
  /** How often whoever owns this calls {@link #goOn}. */
  static final Duration TURN_EVERY = Duration.ofMillis(100);

  private final ProcessorContext<String, SpecificRecord> context;
  private final WaitingEvents waiting;
  private final Inquiries inquiries;
  private final Decisions decisions;
  private final Exits exits;
  private final Meters meters;
  private boolean marked;

  /** Repositories with more that is ready than one turn decides; after a restart waits end them. */
  private final Set<RepositoryKey> unfinished = new LinkedHashSet<>();

  /** Whether the last turn left some whose wait is over, and at whom it stopped. */
  private boolean moreHaveWaited;

  private @Nullable RepositoryKey lastToWait;

  RepositoryEventQueue(
      ProcessorContext<String, SpecificRecord> context,
      Memory memory,
      Catalogue catalogue,
      Exits exits,
      Meters meters) {
    this.context = context;
    this.meters = meters;
    waiting = new WaitingEvents(context);
    this.exits = exits;
    inquiries = new Inquiries(context, memory, catalogue, exits);
    decisions = new Decisions(memory, catalogue, exits, meters);
  }

  /** For the same reason as {@link Memory#leaveMark}. */
  void leaveMark() {
    if (!marked) {
      inquiries.leaveMark();
      waiting.leaveMark();
      marked = true;
    }
  }

  /**
   * @param received the record's value, for the dead letter that it may become at once
   */
  void arrive(Pending pending, Received<?> received) {
    RepositoryKey repository = pending.repositoryKey();
    Inquiries.Inquiry inquiry = inquiries.of(pending);
    inquiry.ask();
    if (waiting.count(repository) == 0 && inquiry.isAnswered()) {
      decide(pending, inquiry, received);
      return;
    }
    waiting.add(repository, pending);
    if (waiting.count(repository) > Limits.EVENTS_WAITING) {
      TurnBudget budget = new TurnBudget();
      boolean _ = decideFirst(repository, WaitEnd.QUEUE_FULL, budget);
      decideWhatIsReady(repository, budget);
    }
  }

  /** Something was answered: the first event may have all it needs, and then the next. */
  void decideWhatIsReady(RepositoryKey repository) {
    decideWhatIsReady(repository, new TurnBudget());
  }

  private void decideWhatIsReady(RepositoryKey repository, TurnBudget budget) {
    unfinished.remove(repository);
    while (waiting.count(repository) > 0) {
      if (budget.isSpent()) {
        unfinished.add(repository);
        return;
      }
      if (!decideFirst(repository, WaitEnd.ANSWERED, budget)) {
        return;
      }
    }
  }

  /** Ends waits that have lasted too long. What is not answered then is not known. */
  void endWaits() {
    Instant now = wallClock();
    long latest = now.minus(Limits.LOOKUP_WAIT).toEpochMilli();
    TurnBudget budget = new TurnBudget();
    moreHaveWaited = false;
    for (RepositoryKey repository : inTurn(waiting.waitingSince(latest, now.toEpochMilli()))) {
      while (waiting.firstHasWaitedSince(repository, latest)) {
        if (budget.isSpent()) {
          moreHaveWaited = true;
          return;
        }
        lastToWait = repository;
        boolean _ = decideFirst(repository, WaitEnd.TIMED_OUT, budget);
      }
      unfinished.add(repository);
    }
  }

  /** So that one with many that have waited does not keep the others waiting. */
  private List<RepositoryKey> inTurn(List<RepositoryKey> repositories) {
    List<RepositoryKey> turned = new ArrayList<>(repositories);
    Collections.rotate(turned, -1 - turned.indexOf(lastToWait));
    return turned;
  }

  /** Takes the next turn where there is more to decide than one turn does. */
  void goOn() {
    if (moreHaveWaited) {
      endWaits();
    }
    TurnBudget budget = new TurnBudget();
    for (RepositoryKey repository : List.copyOf(unfinished)) {
      if (budget.isSpent()) {
        return;
      }
      decideWhatIsReady(repository, budget);
    }
  }

  /**
   * @param end why it is its turn
   * @return false when it goes on waiting, which it only may when it is not known to have waited
   *     enough
   */
  private boolean decideFirst(RepositoryKey repository, WaitEnd end, TurnBudget budget) {
    boolean ended =
        switch (waiting.first(repository).orElseThrow()) {
          case Waiting.Event(Pending pending) -> endsHere(pending, end, budget);
          case Waiting.Unreadable unreadable -> {
            giveUp(repository, unreadable);
            budget.spendEvent();
            yield true;
          }
        };
    if (ended) {
      waiting.removeFirst(repository, wallClock().toEpochMilli());
    }
    return ended;
  }

  /**
   * However this ends, it ends here: the record that led to it is another one, and must not answer
   * for it.
   */
  private boolean endsHere(Pending pending, WaitEnd end, TurnBudget budget) {
    budget.spendEvent();
    try {
      Inquiries.Inquiry inquiry = inquiries.of(pending);
      budget.spendCandidates(inquiry.candidates().size());
      if (end == WaitEnd.ANSWERED && !isReady(inquiry)) {
        return false;
      }
      decide(pending, inquiry, null);
    } catch (RuntimeException e) {
      if (Transience.mayPass(e)) {
        throw e;
      }
      exits.giveUp(
          record(pending),
          PendingMapper.origin(pending),
          pending.deliveryId(),
          DeadLetterReason.PROCESSING_FAILED,
          "it could not be decided: " + e,
          null);
    }
    meters.waited(end);
    return true;
  }

  private static boolean isReady(Inquiries.Inquiry inquiry) {
    // Of a target that came meanwhile nothing may have been asked yet.
    inquiry.ask();
    return inquiry.isAnswered();
  }

  /** Those behind it must not wait for ever for what nobody can read. */
  private void giveUp(RepositoryKey repository, Waiting.Unreadable unreadable) {
    Instant at = Objects.requireNonNullElseGet(unreadable.at(), this::wallClock);
    exits.giveUp(
        new Record<>(repository.toString(), null, at.toEpochMilli()),
        PendingMapper.origin(unreadable, context.taskId().partition(), at),
        unreadable.deliveryId(),
        DeadLetterReason.PROCESSING_FAILED,
        "what was kept of it while it waited cannot be read: " + unreadable.why(),
        new Received<>(unreadable, ByteBuffer.wrap(unreadable.row().getBytes(UTF_8))));
  }

  private void decide(Pending pending, Inquiries.Inquiry inquiry, @Nullable Received<?> received) {
    decisions.decide(pending, inquiry.candidates(), inquiry.lookupIds(), inquiry, received);
  }

  static Record<String, ?> record(Pending pending) {
    return new Record<>(
        pending.repository(), null, pending.at(), PendingMapper.headers(pending.headers()));
  }

  /** Waits are measured by it; no outcome is. */
  private Instant wallClock() {
    return Instant.ofEpochMilli(context.currentSystemTimeMs());
  }
}
