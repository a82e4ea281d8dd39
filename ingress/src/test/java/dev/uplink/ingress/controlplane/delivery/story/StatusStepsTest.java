package dev.uplink.ingress.controlplane.delivery.story;

import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.AT;
import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.COMMIT;
import static dev.uplink.ingress.controlplane.delivery.story.SampleFacts.outcome;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeliveryOutcome;
import org.junit.jupiter.api.Test;

class StatusStepsTest {
  @Test
  void aTryOfANotifierThatWasReplacedIsNotTheLastWord() {
    ShownStatus.Told handedOver =
        new ShownStatus.Told(
            AT.plusSeconds(11), "FAILED", DeliveryOutcome.HANDED_OVER, 503, 2, "Bitbucket failed");

    assertThat(
            new SampleFacts()
                .decided(outcome("STARTED", null, "g.1"))
                .statuses(new ShownStatus(COMMIT, "spacelift/tracked", null, handedOver))
                .told())
        .last()
        .isEqualTo(
            "STATUS_DELAYED Bitbucket did not take FAILED under spacelift/tracked at commit"
                + " 0123456789ab (HTTP 503) at attempt 2: Bitbucket failed; whoever has its"
                + " partition now tells it.");
  }
}
