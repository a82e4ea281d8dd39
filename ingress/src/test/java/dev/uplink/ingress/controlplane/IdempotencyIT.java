package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class IdempotencyIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void whatIsAskedForAgainIsAnsweredAgainAndDoneOnce() {
    String key = Api.unique("key").replace(' ', '-');
    String body = Samples.cloud(Api.unique("Int"), "'labels': []");

    Answer first = post(api, "/integrations", body, key);
    Answer again = post(api, "/integrations", body, key);

    assertThat(first.status()).isEqualTo(201);
    assertThat(again.status()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertThat(again.header("ETag")).isEqualTo(first.header("ETag")).isEqualTo("\"1\"");
    assertThat(again.header("Content-Type")).isEqualTo("application/json");
    assertThat(api.get("/integrations/" + first.id() + "/usage").status()).isEqualTo(200);
  }

  @Test
  void everyCreationAndTheRotationKnowTheKey() {
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String target = "{'name': '%s', " + Samples.source(integration) + "}";
    List<List<String>> attempts =
        List.of(
            List.of("/spaces", "{'name': 'Twice'}"),
            List.of("/stacks", target.formatted(Api.unique("Stack"))),
            List.of("/modules", target.formatted(Api.unique("Module"))),
            List.of("/tokens", "{'name': 'x', 'roles': [" + Samples.role("READER", "root") + "]}"),
            List.of("/integrations/" + integration + "/rotate-secret", ""));

    for (List<String> attempt : attempts) {
      String key = Api.unique("key").replace(' ', '-');
      Answer first = post(api, attempt.getFirst(), attempt.getLast(), key);

      assertThat(first.status()).as(attempt.getFirst()).isLessThan(300);
      assertThat(post(api, attempt.getFirst(), attempt.getLast(), key).body())
          .isEqualTo(first.body());
    }
  }

  @Test
  void ofManyAtTheSameMomentOneCreates() {
    String key = Api.unique("key").replace(' ', '-');

    List<String> ids =
        IntStream.range(0, 8)
            .parallel()
            .mapToObj(i -> post(api, "/spaces", "{'name': 'Once'}", key))
            .map(samples::created)
            .distinct()
            .toList();

    assertThat(ids).hasSize(1);
  }

  @Test
  void aKeyIsForOneRequest() {
    String key = Api.unique("key").replace(' ', '-');
    samples.created(post(api, "/spaces", "{'name': 'One'}", key));

    assertThat(post(api, "/spaces", "{'name': 'Other'}", key).problem())
        .isEqualTo("422 IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void aKeyIsOneCallers() {
    String key = Api.unique("key").replace(' ', '-');
    Api other = samples.caller(Samples.role("ADMIN", "root"));
    String mine = samples.created(post(api, "/spaces", "{'name': 'Mine'}", key));

    assertThat(samples.created(post(other, "/spaces", "{'name': 'Mine'}", key))).isNotEqualTo(mine);
  }

  @Test
  void whatWasRefusedMayBeTriedAgain() {
    String key = Api.unique("key").replace(' ', '-');
    String space = samples.space("root", false);
    String body = "{'name': '%s', 'spaceId': '%s', %s}";
    String integration = samples.cloudIntegration(Api.unique("Int"), "root").id();
    body = body.formatted(Api.unique("Stack"), space, Samples.source(integration));
    assertThat(post(api, "/stacks", body, key).problem())
        .isEqualTo("422 INTEGRATION_UNREACHABLE integrationId");

    api.patch("/spaces/" + space, "{'inheritEntities': true}");

    assertThat(post(api, "/stacks", body, key).status()).isEqualTo(201);
  }

  @Test
  void answersAreKeptSealed() {
    String key = Api.unique("key").replace(' ', '-');
    Answer created =
        post(api, "/integrations", Samples.cloud(Api.unique("Int"), "'labels': []"), key);

    assertThat(
            Rows.one(
                RunningIngress.instance().database(),
                "SELECT encode(sealed_body, 'escape') FROM idempotent_answers WHERE key = '"
                    + key
                    + "'"))
        .doesNotContain(created.text("webhookSecret"), created.id());
  }

  @Test
  void aKeyIsVisibleText() {
    assertThat(post(api, "/spaces", "{'name': 'x'}", "a key").problem())
        .isEqualTo("400 FIELD_INVALID Idempotency-Key");
    assertThat(post(api, "/spaces", "{'name': 'x'}", "x".repeat(256)).problem())
        .isEqualTo("400 FIELD_INVALID Idempotency-Key");
  }

  private static Answer post(Api api, String path, String body, String key) {
    return api.send(api.request("POST", path, body).header("Idempotency-Key", key));
  }
}
