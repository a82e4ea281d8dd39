package dev.uplink.ingress.controlplane.delivery.story;

import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.AT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class ArrivalStepsTest {
  @Test
  void aSecretThatWasReplacedBeforeIsAPreviousOne() {
    assertThat(received(AT.minusSeconds(1)))
        .contains("a previous webhook secret, replaced and still accepted");
  }

  @Test
  void aSecretThatWasReplacedLaterWasTheCurrentOne() {
    assertThat(received(AT.plusSeconds(1))).contains("current webhook secret (made", ", replaced ");
  }

  private static String received(Instant secretReplacedAt) {
    VerifyingSecret secret = new VerifyingSecret(AT.minusSeconds(60), secretReplacedAt);
    return new SampleFacts().verifiedBy(secret).told().getFirst();
  }
}
