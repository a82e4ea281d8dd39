package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was refused, as the API lists it. */
class RefusedWebhooksIT {
  private final Api api = new Api();
  private final Answer integration = new Samples(api).cloudIntegration(Api.unique("Int"), "root");
  private final Bitbucket bitbucket = new Bitbucket(integration);
  private final String repository = "Acme/" + Api.unique("net").replace(' ', '-');

  @Test
  void aRefusedWebhookIsListedWithItsReason() {
    bitbucket.withSecret("not the secret").send(repository);
    bitbucket.withSecret("not the secret").send(repository);

    JsonNode refused =
        await()
            .until(
                () ->
                    api.get("/deliveries/refused?integrationId=" + integration.id())
                        .body()
                        .at("/items/0"),
                found -> found.path("count").asInt() == 2);

    assertThat(refused.path("reason").asText()).isEqualTo("SIGNATURE_MISMATCH");
    assertThat(refused.path("slug").asText()).isEqualTo(integration.text("slug"));
    assertThat(refused.path("lastEventKey").asText()).isEqualTo("repo:push");
    assertThat(refused.path("lastUserAgent").asText()).isEqualTo("Bitbucket-Webhooks/2.0");
  }

  @Test
  void ofAddressesThatNoIntegrationHasOnlyTheLatestAreKept() {
    String slug = integration.text("slug") + "-x";
    IntStream.range(0, 110)
        .forEach(i -> bitbucket.withPath(bitbucket.path() + "-x" + i).send(repository));

    await().until(() -> unaddressed("slug = '" + slug + "109'").equals("1"));
    assertThat(unaddressed("true")).isEqualTo("100");
    assertThat(unaddressed("slug = '" + slug + "0'")).isEqualTo("0");
  }

  private static String unaddressed(String condition) {
    return Rows.one(
        RunningIngress.instance().database(),
        "SELECT count(*) FROM refused_webhooks WHERE account_id = 'acme' AND unaddressed AND "
            + condition);
  }
}
