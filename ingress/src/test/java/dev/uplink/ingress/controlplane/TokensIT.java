package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.controlplane.bootstrap.Bootstrap;
import dev.uplink.ingress.controlplane.token.TokenSecret;
import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TokensIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void aTokenIsShownOnceAndStoredAsAHash() {
    Answer created =
        api.post("/tokens", "{'name': 'CI', 'roles': [" + Samples.role("READER", "root") + "]}");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("token")).matches("uplink_[0-9A-Za-z_-]{43}");
    assertThat(created.body().at("/roles/0/spaceId").asText()).isEqualTo("root");
    assertThat(created.body().at("/roles/0/role").asText()).isEqualTo("READER");
    assertThat(Instant.parse(created.text("createdAt"))).isBefore(Instant.MAX);
    assertThat(created.body().get("expiresAt").isNull()).isTrue();
    Answer read = api.get("/tokens/" + created.id());
    assertThat(read.body().has("token")).isFalse();
    assertThat(read.text("name")).isEqualTo("CI");
    assertThat(
            Rows.one(
                RunningIngress.instance().database(),
                "SELECT t::text FROM api_tokens t WHERE id = '" + created.id() + "'"))
        .contains("root=READER")
        .doesNotContain(created.text("token"));
  }

  @Test
  void theListShowsThemAndWhenEachWasLastUsed() {
    Answer created =
        api.post("/tokens", "{'name': 'Used', 'roles': [" + Samples.role("READER", "root") + "]}");
    assertThat(created.body().get("lastUsedAt").isNull()).isTrue();

    assertThat(new Api(created.text("token")).get("/spaces").status()).isEqualTo(200);

    Answer read = api.get("/tokens/" + created.id());
    assertThat(Instant.parse(read.text("lastUsedAt")))
        .isAfterOrEqualTo(Instant.parse(created.text("createdAt")));
    assertThat(api.get("/tokens?limit=200").body().get("items").findValuesAsText("id"))
        .contains(created.id());
  }

  @Test
  void aRevokedTokenIsNobodysAnyMore() {
    Answer created =
        api.post("/tokens", "{'name': 'Lost', 'roles': [" + Samples.role("ADMIN", "root") + "]}");
    Api holder = new Api(created.text("token"));
    assertThat(holder.get("/spaces").status()).isEqualTo(200);

    assertThat(api.delete("/tokens/" + created.id()).status()).isEqualTo(204);

    assertThat(holder.get("/spaces").problem()).isEqualTo("401 TOKEN_UNKNOWN");
    assertThat(api.get("/tokens/" + created.id()).problem()).isEqualTo("404 NOT_FOUND");
    assertThat(api.delete("/tokens/" + created.id()).problem()).isEqualTo("404 NOT_FOUND");
  }

  @Test
  void aTokenEndsWhenItExpires() {
    Instant later = Instant.now().plus(Duration.ofHours(1));
    Answer created =
        api.post(
            "/tokens",
            "{'name': 'Short', 'expiresAt': '%s', 'roles': [%s]}"
                .formatted(later, Samples.role("READER", "root")));
    Api holder = new Api(created.text("token"));

    assertThat(holder.get("/spaces").status()).isEqualTo(200);
    Rows.change(
        RunningIngress.instance().database(),
        "UPDATE api_tokens SET expires_at = now() - interval '1 second' WHERE id = '"
            + created.id()
            + "'");
    assertThat(holder.get("/spaces").problem()).isEqualTo("401 TOKEN_EXPIRED");
  }

  @Test
  void theTokenOfTheSettingsIsReplacedThere() {
    String id =
        Rows.one(
            RunningIngress.instance().database(), "SELECT id FROM api_tokens WHERE is_bootstrap");

    assertThat(api.delete("/tokens/" + id).problem()).isEqualTo("409 TOKEN_IS_BOOTSTRAP");
  }

  @Test
  void aTokenMadeThroughTheApiIsNotTakenForTheSettings() {
    Answer made =
        api.post("/tokens", "{'name': 'x', 'roles': [" + Samples.role("READER", "root") + "]}");

    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                RunningIngress.instance()
                    .bean(Bootstrap.class)
                    .ensure(new AccountId("acme"), new TokenSecret(made.text("token"))))
        .withMessageContaining("made through the API");
  }

  @Test
  void whatATokenMayDoIsSaidExactly() {
    assertThat(problem("'name': 'x'")).isEqualTo("400 FIELD_MISSING roles");
    assertThat(problem("'name': 'x', 'roles': []")).isEqualTo("400 FIELD_MISSING roles");
    assertThat(problem("'name': 'x', 'roles': ['ADMIN']")).isEqualTo("400 FIELD_INVALID roles[0]");
    assertThat(problem("'name': 'x', 'roles': [" + Samples.role("OWNER", "root") + "]"))
        .isEqualTo("400 FIELD_INVALID roles[0].role");
    assertThat(problem("'name': 'x', 'roles': [" + Samples.role("ADMIN", "nowhere") + "]"))
        .isEqualTo("422 SPACE_UNKNOWN roles[0].spaceId");
    assertThat(problem("'name': 'x', 'roles': [{'spaceId': 'root', 'role': 'ADMIN', 'x': 1}]"))
        .isEqualTo("400 FIELD_UNKNOWN roles[0].x");
    String twice = Samples.role("ADMIN", "root") + "," + Samples.role("READER", "root");
    assertThat(problem("'name': 'x', 'roles': [" + twice + "]"))
        .isEqualTo("400 FIELD_INVALID roles");
  }

  @Test
  void anExpiryIsATimeToCome() {
    String roles = "'roles': [" + Samples.role("READER", "root") + "], 'name': 'x'";

    for (String time : new String[] {"'soon'", "1", "'2001-01-01T00:00:00Z'", "'2030-01-01'"}) {
      assertThat(problem(roles + ", 'expiresAt': " + time))
          .isEqualTo("400 FIELD_INVALID expiresAt");
    }
    assertThat(problem(roles + ", 'expiresAt': '+123456789-01-01T00:00:00Z'"))
        .isEqualTo("400 FIELD_INVALID expiresAt");
  }

  @Test
  void theRolesOfADeletedSpaceAreVoid() {
    String space = samples.space("root", false);
    Api holder = samples.caller(Samples.role("ADMIN", space));
    assertThat(holder.get("/spaces/" + space).status()).isEqualTo(200);

    api.delete("/spaces/" + space);

    assertThat(holder.get("/spaces/" + space).problem()).isEqualTo("404 NOT_FOUND");
    assertThat(holder.get("/spaces").body().get("items")).isEmpty();
  }

  private String problem(String fields) {
    return api.post("/tokens", "{" + fields + "}").problem();
  }
}
