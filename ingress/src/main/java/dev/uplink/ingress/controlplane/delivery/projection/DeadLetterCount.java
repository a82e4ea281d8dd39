package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;

/**
 * Counts the dead letters of all services where all of them are read. What is read again after a
 * failure is counted again.
 */
public final class DeadLetterCount {
  private static final List<String> SERVICES = List.of("processor", "notifier");

  /** Who writes to the topic may call himself anything, and labels have to be few. */
  private static final String OTHER = "other";

  private final MeterRegistry meters;

  public DeadLetterCount(MeterRegistry meters) {
    this.meters = meters;
    // There from the start: a rate does not see the event that a counter comes into being with.
    for (DeadLetterReason reason : DeadLetterReason.values()) {
      SERVICES.forEach(service -> counter(service, reason));
      counter(OTHER, reason);
    }
  }

  void add(DeadLetter letter) {
    String application = letter.getApplication();
    counter(SERVICES.contains(application) ? application : OTHER, letter.getReason()).increment();
  }

  private Counter counter(String application, DeadLetterReason reason) {
    return Counter.builder("uplink.dead.letters")
        .description("Records that could not be understood or processed, by who gave them up.")
        .tag("application", application)
        .tag("reason", reason.name())
        .register(meters);
  }
}
