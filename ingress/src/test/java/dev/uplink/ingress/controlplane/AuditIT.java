package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.fixture.TopicReader;
import dev.uplink.schemas.avro.AuditEntry;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AuditIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void anEditShowsWhoDidItWhatWasAndWhatIs() {
    String space = samples.space("root", false);
    Api editor = samples.caller(Samples.role("ADMIN", space));
    editor.patch("/spaces/" + space, "{'name': 'New'}");

    JsonNode entry = entries(space).get(0);

    assertThat(entry.get("actor").asText()).startsWith("Token ");
    assertThat(tokenNamed(entry.get("actorId").asText())).isEqualTo(entry.get("actor").asText());
    assertThat(entry.get("action").asText()).isEqualTo("space.edit");
    assertThat(entry.at("/before/name").asText()).startsWith("Space ");
    assertThat(entry.at("/after/name").asText()).isEqualTo("New");
    assertThat(entries(space).findValuesAsText("action"))
        .containsExactly("space.edit", "space.create");
  }

  @Test
  void theWholeLifeOfAnIntegrationIsThereWithoutItsSecrets() {
    Answer created =
        api.post(
            "/integrations",
            Samples.cloud(Api.unique("Int"), "'labels': ['a']").replace("'t'", "'sesame'"));
    String id = created.id();
    api.patch("/integrations/" + id, "{'email': 'c@d.example', 'apiToken': 'sesame-2'}");
    Answer rotated = api.post("/integrations/" + id + "/rotate-secret", "");
    api.delete("/integrations/" + id);

    JsonNode entries = entries(id);

    assertThat(entries.findValuesAsText("action"))
        .containsExactly(
            "integration.delete",
            "integration.rotate-secret",
            "integration.edit",
            "integration.create");
    assertThat(entries.at("/2/before/email").asText()).isEqualTo("a@b.example");
    assertThat(entries.at("/2/after/email").asText()).isEqualTo("c@d.example");
    assertThat(entries.at("/2/after/credentialsVersion").asInt()).isEqualTo(2);
    assertThat(entries.at("/0/after").isNull()).isTrue();
    assertThat(entries.toString())
        .doesNotContain("sesame", created.text("webhookSecret"), rotated.text("webhookSecret"));
  }

  @Test
  void stacksAreFollowedThroughDetachingAndAttaching() {
    String first = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String second = samples.cloudIntegration(Api.unique("Int"), "root").id();
    String stack = samples.created(samples.stack(first, "root"));
    api.patch("/stacks/" + stack, "{'isDisabled': true}");
    api.delete("/integrations/" + first);
    api.put("/stacks/" + stack + "/source", "{" + Samples.source(second) + "}");
    api.delete("/stacks/" + stack);

    JsonNode entries = entries(stack);

    assertThat(entries.findValuesAsText("action"))
        .containsExactly(
            "stack.delete", "stack.attach", "stack.detach", "stack.edit", "stack.create");
    assertThat(entries.at("/2/after/detachedFromIntegrationId").asText()).isEqualTo(first);
    assertThat(entries.at("/1/after/integrationId").asText()).isEqualTo(second);
  }

  @Test
  void aTokenShowsItsRolesAndNotItself() {
    Answer token =
        api.post("/tokens", "{'name': 'CI', 'roles': [" + Samples.role("READER", "root") + "]}");
    api.delete("/tokens/" + token.id());

    JsonNode entries = entries(token.id());

    assertThat(entries.findValuesAsText("action")).containsExactly("token.revoke", "token.create");
    assertThat(entries.at("/1/after/roles/0/role").asText()).isEqualTo("READER");
    assertThat(entries.toString()).doesNotContain(token.text("token"));
  }

  @Test
  void whatWasRefusedIsNotThere() {
    String space = samples.space("root", false);
    api.patch("/spaces/" + space, "{'parentSpaceId': 'nowhere'}");

    assertThat(entries(space).findValuesAsText("action")).containsExactly("space.create");
  }

  @Test
  void theInstallationsSettingsAreAnActorToo() {
    JsonNode first = entries("acme").get(entries("acme").size() - 1);

    assertThat(first.get("actor").asText()).isEqualTo("settings of the installation");
    assertThat(first.get("actorId").asText()).isEqualTo("settings");
    assertThat(first.get("action").asText()).isEqualTo("account.create");
  }

  @Test
  void everyEntryIsOnTheTopic() {
    String space = samples.space("root", false);

    try (TopicReader reader = new TopicReader(Topics.AUDIT)) {
      AuditEntry entry =
          RunningIngress.instance()
              .serdes()
              .deserializer(Topics.AUDIT)
              .deserialize(Topics.AUDIT.name(), reader.lastOf("acme/" + space, SOON).value());

      assertThat(entry.getAction()).isEqualTo("space.create");
      assertThat(entry.getActor()).isEqualTo("root admin");
      assertThat(tokenNamed(String.valueOf(entry.getActorId()))).isEqualTo("root admin");
      assertThat(entry.getBefore()).isNull();
      assertThat(entry.getAfter()).contains("\"id\":\"" + space + "\"");
      assertThat(entries(space).at("/0/id").asText()).isEqualTo(entry.getEntryId());
    }
  }

  @Test
  void pagesGoBackInTime() {
    String space = samples.space("root", false);
    api.patch("/spaces/" + space, "{'name': 'Second'}");

    Answer newest = api.get("/audit?limit=1&entityId=" + space);
    Answer next =
        api.get("/audit?limit=1&entityId=" + space + "&cursor=" + newest.text("nextCursor"));

    assertThat(newest.body().at("/items/0/action").asText()).isEqualTo("space.edit");
    assertThat(next.body().at("/items/0/action").asText()).isEqualTo("space.create");
    assertThat(next.body().get("nextCursor").isNull()).isTrue();
  }

  @Test
  void onlyRootAdminsReadIt() {
    assertThat(samples.caller(Samples.role("READER", "root")).get("/audit").problem())
        .isEqualTo("403 ROLE_INSUFFICIENT");
  }

  private String tokenNamed(String id) {
    return api.get("/tokens/" + id).text("name");
  }

  private JsonNode entries(String entityId) {
    return api.get("/audit?limit=200&entityId=" + entityId).body().get("items");
  }
}
