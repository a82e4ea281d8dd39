package dev.uplink.ingress.controlplane.delivery.replay;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.Deliveries;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.trigger.Decisions;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.DeliveryId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Puts a delivery's stored bytes through again, as a delivery of its own. What was verified then
 * need not be again, but the integration must still be there: the edge asks no more of a webhook
 * whose signature holds. Whether it leads to runs is the processor's to say, as ever.
 */
public final class Replays {
  /** How many go on at once: each holds a body, a consumer and perhaps a database connection. */
  private static final int MOST_AT_ONCE = 4;

  private final Deliveries deliveries;
  private final StoredWebhooks stored;
  private final ReplayPublisher publisher;
  private final Decisions decisions;
  private final AccountTransactions transactions;
  private final AuditTrail trail;
  private final EntityIds ids;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration topicRetention;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);

  /**
   * @param patience how long a decision is waited for
   * @param topicRetention how long uplink.webhooks keeps bytes for sure
   */
  public Replays(
      Deliveries deliveries,
      KafkaStoredWebhooks stored,
      KafkaReplayPublisher publisher,
      Decisions decisions,
      AccountTransactions transactions,
      AuditTrail trail,
      EntityIds ids,
      InstantSource clock,
      Duration patience,
      Duration topicRetention) {
    this.deliveries = deliveries;
    this.stored = stored;
    this.publisher = publisher;
    this.decisions = decisions;
    this.transactions = transactions;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
    this.patience = patience;
    this.topicRetention = topicRetention;
  }

  /**
   * Finds the bytes, and listens for the decision. It takes its time, so nothing is locked
   * meanwhile.
   *
   * @param key the request's own; the same again makes the same delivery, also when its first
   *     answer was lost, and that is decided once
   */
  PreparedReplay prepare(Caller caller, String id, Optional<String> key) {
    if (!places.tryAcquire()) {
      throw Refused.because(
          ProblemCode.REPLAY_UNAVAILABLE, "Other deliveries are being replayed; try again.");
    }
    try {
      RawWebhook webhook = find(caller, id);
      String wish =
          key.map(it -> String.join("\n", caller.accountId(), caller.id(), id, it))
              .orElseGet(ids::next);
      DeliveryId newId = DeliveryId.ofReplay(wish);
      return new PreparedReplay(
          id,
          ReplayMapper.again(webhook, newId, clock.instant()),
          new AwaitedReplay(decisions.expect(newId.value()), patience));
    } finally {
      places.release();
    }
  }

  /** Returns when Kafka has it. In a transaction of its own, or its caller's. */
  Replay carryOut(Caller caller, PreparedReplay prepared) {
    RawWebhook again = prepared.again();
    Replay replay = new Replay(again.getDeliveryId(), again.getReplayOf(), null);
    return transactions.join(
        () -> {
          trail.record(caller, AuditedAction.DELIVERY_REPLAY, prepared.replayed(), null, replay);
          // At last: what cannot be written down is not done.
          publisher.publish(again);
          prepared.published().set(true);
          return replay;
        });
  }

  private RawWebhook find(Caller caller, String id) {
    Deliveries.Found found = deliveries.getToRepeat(caller, id);
    Subject subject = found.delivery().subject();
    if (found.delivery().isTrigger()) {
      throw Refused.because(
          ProblemCode.DELIVERY_NOT_REPLAYABLE, "It is a trigger: ask for another run instead.");
    }
    if (found.integration().isEmpty()) {
      throw Refused.because(
          ProblemCode.INTEGRATION_DELETED,
          "Integration " + subject.integrationId() + " was deleted: its webhooks are not taken.");
    }
    Arrival arrival = found.delivery().arrival();
    if (arrival == null) {
      throw withoutPlace(subject);
    }
    // Another record stands there when the topic was made anew.
    return stored
        .find(arrival.partition(), arrival.offset())
        .filter(webhook -> webhook.getDeliveryId().equals(id))
        .orElseThrow(Replays::expired);
  }

  /** Its decision is known, and not where it is: either not yet, or no longer. */
  private Refused withoutPlace(Subject subject) {
    return subject.at().isBefore(clock.instant().minus(topicRetention))
        ? expired()
        : Refused.because(
            ProblemCode.REPLAY_UNAVAILABLE,
            "Where its bytes are is not known yet; nothing was replayed.");
  }

  private static Refused expired() {
    return Refused.because(
        ProblemCode.DELIVERY_EXPIRED, "uplink.webhooks no longer has its bytes.");
  }
}
