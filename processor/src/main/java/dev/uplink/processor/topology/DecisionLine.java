package dev.uplink.processor.topology;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeType;
import java.util.EnumMap;
import java.util.Map;

/** The one log line of a decision: stable keys, no payload. */
final class DecisionLine {
  private DecisionLine() {}

  static String of(String repository, Decision decision) {
    Map<OutcomeType, Integer> counts = new EnumMap<>(OutcomeType.class);
    decision.getOutcomes().forEach(o -> counts.merge(o.getOutcome(), 1, Integer::sum));
    StringBuilder line = new StringBuilder("decided");
    append(line, "deliveryId", decision.getDeliveryId());
    append(line, "repository", repository);
    append(line, "event", decision.getEventKey());
    append(line, "started", counts.getOrDefault(OutcomeType.STARTED, 0));
    append(line, "rejected", counts.getOrDefault(OutcomeType.REJECTED, 0));
    append(line, "ignored", counts.getOrDefault(OutcomeType.IGNORED, 0));
    append(line, "deduplicated", counts.getOrDefault(OutcomeType.DEDUPLICATED, 0));
    if (decision.getIgnoredReason() != null) {
      append(line, "reason", decision.getIgnoredReason());
    }
    return line.toString();
  }

  /** Names come from outside: no line break of theirs may begin a line of ours. */
  private static void append(StringBuilder line, String key, Object value) {
    String text = value.toString();
    line.append(' ').append(key).append('=');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      boolean breaking = Character.isISOControl(next) || Character.isWhitespace(next);
      line.append(breaking ? '_' : next);
    }
  }
}
