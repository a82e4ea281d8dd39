package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What a decision rejects is told on the rejections topic, as often as it is rejected. */
final class RejectionsFollowDecisions implements Law {

  private record No(String deliveryId, String targetId) {}

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    Map<No, Integer> open = new HashMap<>();
    Map<No, Seen<?>> about = new HashMap<>();
    for (Seen<Decision> decision : evidence.of(Topics.DECISIONS)) {
      for (DecisionOutcome outcome : decision.value().getOutcomes()) {
        if (outcome.getOutcome() == OutcomeType.REJECTED) {
          No no = new No(decision.value().getDeliveryId(), outcome.getTargetId());
          open.merge(no, 1, Integer::sum);
          about.putIfAbsent(no, decision);
        }
      }
    }
    for (Seen<Rejection> rejection : evidence.of(Topics.REJECTIONS)) {
      No no = new No(rejection.value().getDeliveryId(), rejection.value().getTargetId());
      open.merge(no, -1, Integer::sum);
      about.putIfAbsent(no, rejection);
    }
    return open.entrySet().stream()
        .filter(entry -> entry.getValue() != 0)
        .flatMap(
            entry ->
                Stream.ofNullable(about.get(entry.getKey()))
                    .filter(evidence::isComplete)
                    .map(record -> unequal(entry.getKey(), entry.getValue(), record)));
  }

  private static Violation unequal(No no, int missing, Seen<?> record) {
    String text =
        missing > 0
            ? "%d rejection(s) of target %s are missing for delivery %s"
            : "%d rejection(s) of target %s too many for delivery %s";
    return Violation.of(
        Promise.REJECTIONS_ARE_TOLD,
        record,
        text.formatted(Math.abs(missing), no.targetId(), no.deliveryId()),
        no.deliveryId());
  }
}
