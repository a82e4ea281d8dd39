package dev.uplink.ingress.webhook.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.Requests;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class RawWebhookMapperTest {
  @Test
  void everyFieldOfADeliveryIsInTheRecord() {
    byte[] body = {0, (byte) 0xff, '{'};
    Delivery delivery = Requests.delivery(body);

    assertThat(RawWebhookMapper.toRecord(Topics.WEBHOOKS, delivery).value())
        .isEqualTo(
            RawWebhook.newBuilder()
                .setDeliveryId(delivery.id().value())
                .setAccountId("acme")
                .setIntegrationId("integration-1")
                .setProvider(Provider.BITBUCKET_CLOUD)
                .setRepositoryKey("acme/bitbucket-cloud/acme/network")
                .setEventKey("repo:push")
                .setRequestId("request-1")
                .setHookId("hook-1")
                .setAttempt(2)
                .setUserAgent("Bitbucket-Webhooks/2.0")
                .setSecretId("secret-1")
                .setReplayOf(null)
                .setReceivedAt(Requests.RECEIVED_AT)
                .setBody(ByteBuffer.wrap(body))
                .build());
  }

  @Test
  void aDeliveryShowsNoBody() {
    assertThat(Requests.delivery("a body".getBytes(UTF_8)).toString()).doesNotContain("a body");
  }
}
