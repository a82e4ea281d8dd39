package dev.uplink.e2e.observability;

import java.util.List;

/**
 * A measurement that an expression names, with all that it asks of the measurement's labels.
 *
 * @param metric its name, as it is scraped
 * @param labels in braces, and those that the expression groups by
 */
public record Use(String metric, List<Label> labels) {
  /**
   * A label.
   *
   * @param values each of which has to occur; empty if any do
   */
  public record Label(String name, List<String> values) {}

  /** What a recording rule works out, and not a service. */
  public boolean isRecorded() {
    return metric.contains(":");
  }
}
