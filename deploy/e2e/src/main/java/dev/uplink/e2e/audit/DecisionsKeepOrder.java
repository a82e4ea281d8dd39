package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decisions of one repository leave in the order its webhooks arrived. Triggers come by another
 * topic and have no place in that order.
 */
final class DecisionsKeepOrder implements Law {

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    Map<String, Seen<RawWebhook>> arrivals = new HashMap<>();
    evidence
        .of(Topics.WEBHOOKS)
        .forEach(webhook -> arrivals.putIfAbsent(webhook.value().getDeliveryId(), webhook));
    Map<String, Seen<RawWebhook>> latest = new HashMap<>();
    return evidence.of(Topics.DECISIONS).stream()
        .flatMap(decision -> follows(decision, arrivals, latest).stream());
  }

  private static Optional<Violation> follows(
      Seen<Decision> decision,
      Map<String, Seen<RawWebhook>> arrivals,
      Map<String, Seen<RawWebhook>> latest) {
    @Nullable Seen<RawWebhook> arrival = arrivals.get(decision.value().getDeliveryId());
    if (arrival == null) {
      return Optional.empty();
    }
    @Nullable Seen<RawWebhook> before = latest.get(arrival.key());
    if (before == null || before.offset() <= arrival.offset()) {
      latest.put(arrival.key(), arrival);
      return Optional.empty();
    }
    String earlier = arrival.value().getDeliveryId();
    String later = before.value().getDeliveryId();
    return Optional.of(
        Violation.of(
            Promise.DECISIONS_KEEP_ORDER,
            decision,
            "%s of %s was decided after %s, which arrived later"
                .formatted(earlier, arrival.key(), later),
            earlier,
            later));
  }
}
