package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Conservation: what was accepted ends, and ends once. */
final class DeliveriesEndOnce implements Law {

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    Deliveries deliveries = Deliveries.of(evidence);
    return Stream.of(
            unpublished(evidence, deliveries),
            badlyEnded(evidence, deliveries),
            withoutCause(evidence, deliveries))
        .flatMap(violations -> violations);
  }

  private static Stream<Violation> unpublished(Evidence evidence, Deliveries deliveries) {
    return evidence.accepted().stream()
        .filter(id -> !deliveries.has(id))
        .map(
            id ->
                new Violation(
                    Promise.ACCEPTED_IS_PUBLISHED,
                    "delivery %s was answered 202 and is not on %s"
                        .formatted(id, Topics.WEBHOOKS.name()),
                    Instant.EPOCH,
                    Set.of(id)));
  }

  private static Stream<Violation> badlyEnded(Evidence evidence, Deliveries deliveries) {
    Map<String, List<Seen<?>>> ends = ends(evidence);
    return deliveries.byId().entrySet().stream()
        .flatMap(delivery -> ending(evidence, delivery.getKey(), delivery.getValue(), ends));
  }

  private static Stream<Violation> ending(
      Evidence evidence, String id, List<Seen<?>> arrivals, Map<String, List<Seen<?>>> ends) {
    List<Seen<?>> ended = new ArrayList<>(ends.getOrDefault(id, List.of()));
    // The letter of a record that could not be read at all knows only where it came from.
    arrivals.forEach(arrival -> ended.addAll(ends.getOrDefault(arrival.origin(), List.of())));
    Seen<?> first = arrivals.getFirst();
    if (ended.isEmpty() && evidence.isComplete(first)) {
      return Stream.of(
          Violation.of(
              Promise.EVERY_DELIVERY_ENDS,
              first,
              "delivery %s has neither decision nor dead letter".formatted(id),
              id));
    }
    if (ended.size() > 1) {
      return Stream.of(
          Violation.of(
              Promise.A_DELIVERY_ENDS_ONCE,
              first,
              "delivery %s ended %d times".formatted(id, ended.size()),
              id,
              first.origin()));
    }
    return Stream.empty();
  }

  /** By delivery where it is known, else by origin. */
  private static Map<String, List<Seen<?>>> ends(Evidence evidence) {
    Map<String, List<Seen<?>>> ends = new HashMap<>();
    for (Seen<Decision> decision : evidence.of(Topics.DECISIONS)) {
      add(ends, decision.value().getDeliveryId(), decision);
    }
    for (Seen<DeadLetter> letter : evidence.of(Topics.DEAD_LETTERS)) {
      String topic = letter.value().getOriginTopic();
      if (topic.equals(Topics.WEBHOOKS.name()) || topic.equals(Topics.TRIGGER_REQUESTS.name())) {
        String delivery = letter.value().getDeliveryId();
        add(ends, delivery == null ? letter.key() : delivery, letter);
      }
    }
    return ends;
  }

  private static Stream<Violation> withoutCause(Evidence evidence, Deliveries deliveries) {
    return evidence.of(Topics.DECISIONS).stream()
        .filter(evidence::isComplete)
        .filter(decision -> !deliveries.has(decision.value().getDeliveryId()))
        .map(
            decision ->
                Violation.of(
                    Promise.A_DECISION_HAS_A_CAUSE,
                    decision,
                    "decision of %s, which never arrived"
                        .formatted(decision.value().getDeliveryId()),
                    decision.value().getDeliveryId()));
  }

  private static void add(Map<String, List<Seen<?>>> ends, String id, Seen<?> record) {
    ends.computeIfAbsent(id, first -> new ArrayList<>()).add(record);
  }
}
