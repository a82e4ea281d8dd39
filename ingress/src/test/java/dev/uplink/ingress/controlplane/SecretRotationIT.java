package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretRotationIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void aRotatedSecretIsAnotherOne() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");

    Answer rotated = api.post("/integrations/" + created.id() + "/rotate-secret", "");

    assertThat(rotated.status()).isEqualTo(200);
    assertThat(rotated.text("webhookSecret"))
        .isNotEqualTo(created.text("webhookSecret"))
        .isEqualTo(api.get("/integrations/" + created.id() + "/details").text("webhookSecret"));
  }

  @Test
  void theOldSecretHasAnEndAndTheNewOneHasNone() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");
    assertThat(created.body().get("webhookSecrets")).hasSize(1);

    Answer rotated = rotate(created, "{'gracePeriod': 'PT2H'}");

    JsonNode secrets = rotated.body().get("webhookSecrets");
    assertThat(secrets).hasSize(2);
    assertThat(secrets.at("/0/acceptedUntil").isNull()).isTrue();
    assertThat(Duration.between(time(secrets, "/0/createdAt"), time(secrets, "/1/acceptedUntil")))
        .isEqualTo(Duration.ofHours(2));
  }

  @Test
  void ofManyRotationsTheNewestSecretsAreAccepted() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");
    List<String> ids = new ArrayList<>();
    for (int rotation = 0; rotation < 5; rotation++) {
      ids.addFirst(rotate(created, "").body().at("/webhookSecrets/0/id").asText());
    }

    Answer details = api.get("/integrations/" + created.id() + "/details");
    assertThat(details.body().get("webhookSecrets").findValuesAsText("id"))
        .isEqualTo(ids.subList(0, 4));
  }

  @Test
  void aRotationWithoutGraceLeavesNoOtherSecret() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");
    rotate(created, "");

    assertThat(rotate(created, "{'gracePeriod': 'PT0S'}").body().get("webhookSecrets")).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"P91D", "PT-1S", "1h", "P1Y", "PT999999999999999999H"})
  void aGracePeriodIsADurationThatEnds(String grace) {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");

    assertThat(rotate(created, "{'gracePeriod': '" + grace + "'}").problem())
        .isEqualTo("400 FIELD_INVALID gracePeriod");
  }

  private Answer rotate(Answer integration, String body) {
    return api.post("/integrations/" + integration.id() + "/rotate-secret", body);
  }

  private static Instant time(JsonNode node, String at) {
    return Instant.parse(node.at(at).asText());
  }
}
