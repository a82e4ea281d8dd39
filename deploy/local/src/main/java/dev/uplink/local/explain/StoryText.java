package dev.uplink.local.explain;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;

/** A delivery as {@code GET /deliveries/{id}} gives it, for people to read. */
final class StoryText {
  /** In each sentence already; the rest follows it, a line each. */
  private static final int PATHS_IN_TEXT = 3;

  /** As far as texts begin: the longest kind of step is TARGET_DEDUPLICATED. */
  private static final String INDENT = " ".repeat(36);

  private StoryText() {}

  static String of(JsonNode delivery) {
    Instant received = Instant.parse(delivery.path("receivedAt").asText());
    StringBuilder text = new StringBuilder();
    text.append(
        "Delivery %s%s: %s, %s%n"
            .formatted(
                delivery.path("id").asText(),
                repository(delivery),
                delivery.path("eventKey").asText("event not known"),
                delivery.path("status").asText()));
    text.append("received %s; times are since then%n%n".formatted(received));
    for (JsonNode step : delivery.path("story")) {
      Instant at = Instant.parse(step.path("at").asText());
      text.append(
          "  %12s  %-20s%s%n"
              .formatted(
                  since(Duration.between(received, at)),
                  step.path("kind").asText(),
                  step.path("text").asText()));
      paths(step.path("paths"), text);
    }
    return text.toString();
  }

  private static String repository(JsonNode delivery) {
    return delivery.path("repository").isTextual()
        ? " of %s/%s"
            .formatted(delivery.path("namespace").asText(), delivery.path("repository").asText())
        : "";
  }

  private static void paths(JsonNode paths, StringBuilder text) {
    if (paths.size() > PATHS_IN_TEXT) {
      paths.forEach(path -> text.append(INDENT).append(path.asText()).append('\n'));
    }
  }

  /** As exact as it matters that long after. */
  static String since(Duration time) {
    String sign = time.isNegative() ? "-" : "+";
    Duration length = time.abs();
    if (length.toMinutes() < 1) {
      return "%s%d.%03d s".formatted(sign, length.toSeconds(), length.toMillisPart());
    }
    if (length.toHours() < 1) {
      return "%s%d min %02d s".formatted(sign, length.toMinutes(), length.toSecondsPart());
    }
    return length.toDays() < 1
        ? "%s%d h %02d min".formatted(sign, length.toHours(), length.toMinutesPart())
        : "%s%d d %02d h".formatted(sign, length.toDays(), length.toHoursPart());
  }
}
