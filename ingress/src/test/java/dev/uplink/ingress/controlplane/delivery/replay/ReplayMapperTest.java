package dev.uplink.ingress.controlplane.delivery.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.id.DeliveryId;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ReplayMapperTest {
  private static final DeliveryId FIRST = DeliveryId.ofReplay("first");
  private static final DeliveryId SECOND = DeliveryId.ofReplay("second");
  private static final Instant NOW = Told.AT.plusSeconds(60);

  @Test
  void aReplayIsTheSameWebhookAsADeliveryOfItsOwn() {
    RawWebhook webhook = Told.webhook("d1", "int");

    RawWebhook again = ReplayMapper.again(webhook, FIRST, NOW);

    assertThat(again)
        .isEqualTo(
            RawWebhook.newBuilder(webhook)
                .setDeliveryId(FIRST.value())
                .setReplayOf("d1")
                .setAttempt(null)
                .setReceivedAt(NOW)
                .build());
  }

  @Test
  void aReplayOfAReplayRepeatsWhatBitbucketSent() {
    RawWebhook first = ReplayMapper.again(Told.webhook("d1", "int"), FIRST, NOW);

    assertThat(ReplayMapper.again(first, SECOND, NOW).getReplayOf()).isEqualTo("d1");
  }

  @Test
  void oneThatNamesNoRepositoryIsKeyedByItsOwnId() {
    RawWebhook webhook =
        RawWebhook.newBuilder(Told.webhook("d1", "int"))
            .setRepositoryKey("acme/bitbucket-cloud/-/d1")
            .build();

    assertThat(ReplayMapper.again(webhook, FIRST, NOW).getRepositoryKey())
        .isEqualTo("acme/bitbucket-cloud/-/" + FIRST);
  }
}
