package dev.uplink.schemas.trace;

import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** How a service tells what it does, beside its metrics. */
public final class TelemetrySettings {
  /** Read by logback too, before anything else is: see {@code log/}. */
  public static final Setting<LogFormat> LOG_FORMAT =
      Setting.optional(
          "UPLINK_LOG_FORMAT",
          "text, or json: an object a line, with the delivery's id as a field.",
          TelemetrySettings::format,
          "text");

  public static final Setting<Optional<URI>> TRACING_ENDPOINT =
      Setting.optional(
          "UPLINK_TRACING_ENDPOINT",
          "Base URL of an OTLP/HTTP collector, for example http://localhost:4318; empty: no"
              + " traces.",
          text -> text.isBlank() ? Optional.empty() : Optional.of(Readers.url(text)),
          "");

  public static final Setting<Double> TRACING_RATIO =
      Setting.optional(
          "UPLINK_TRACING_RATIO",
          "Share of deliveries that are traced, 0 to 1; the same at every service.",
          TelemetrySettings::ratio,
          "1");

  public static final List<Setting<?>> ALL = List.of(LOG_FORMAT, TRACING_ENDPOINT, TRACING_RATIO);

  /** What a line of the log is. */
  public enum LogFormat {
    TEXT,
    JSON
  }

  private TelemetrySettings() {}

  private static LogFormat format(String text) {
    return switch (text) {
      case "text" -> LogFormat.TEXT;
      case "json" -> LogFormat.JSON;
      default -> throw new IllegalArgumentException("expected text or json");
    };
  }

  private static double ratio(String text) {
    try {
      double ratio = Double.parseDouble(text);
      if (ratio >= 0 && ratio <= 1) {
        return ratio;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message for both.
    }
    throw new IllegalArgumentException("expected a number, 0 to 1");
  }
}
