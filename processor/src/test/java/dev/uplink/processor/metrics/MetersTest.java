package dev.uplink.processor.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetterReason;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MetersTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final Meters meters = new Meters(registry, () -> Instant.EPOCH);

  @Test
  void everythingThatIsCountedIsThereBeforeItHappens() {
    int before = registry.getMeters().size();

    for (DeadLetterReason reason : DeadLetterReason.values()) {
      meters.deadLetter(reason);
    }
    for (WaitEnd end : WaitEnd.values()) {
      meters.waited(end);
    }
    meters.missed(1);
    meters.repeated();

    assertThat(registry.getMeters()).hasSize(before);
  }
}
