package dev.uplink.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class WebhookTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @Test
  void aCloudPushIsAsBitbucketDocumentsIt() throws Exception {
    JsonNode body =
        Http.MAPPER.readTree(Webhook.push(Stage.CLOUD_REPOSITORY, "branch", "main", COMMIT).body());

    assertThat(body.at("/push/changes/0/new/target/hash").asText()).isEqualTo(COMMIT);
    assertThat(body.at("/push/changes/0/new/type").asText()).isEqualTo("branch");
    assertThat(body.at("/repository/full_name").asText()).isEqualTo("acme/infrastructure");
  }

  @Test
  void aDataCenterPushIsAsBitbucketDocumentsIt() throws Exception {
    JsonNode body =
        Http.MAPPER.readTree(
            Webhook.push(Stage.DATA_CENTER_REPOSITORY, "tag", "v1", COMMIT).body());

    assertThat(body.at("/changes/0/toHash").asText()).isEqualTo(COMMIT);
    assertThat(body.at("/changes/0/refId").asText()).isEqualTo("refs/tags/v1");
    assertThat(body.at("/changes/0/ref/type").asText()).isEqualTo("TAG");
    assertThat(body.at("/repository/project/key").asText()).isEqualTo("PAY");
  }
}
