package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.RegistryConfiguration;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import dev.uplink.ingress.fixture.Database;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IntegrationsIT {
  private final Api api = new Api();
  private final Samples samples = new Samples(api);

  @Test
  void creatingOneShowsWhereItsWebhookGoesAndItsSecret() {
    Answer created = samples.cloudIntegration("Bitbucket developers", "root");

    assertThat(created.status()).isEqualTo(201);
    assertThat(created.text("slug")).isEqualTo("bitbucket-developers");
    assertThat(created.text("webhookEndpoint"))
        .isEqualTo(
            "https://hooks.example.com/webhooks/bitbucket-cloud/acme/integration/bitbucket-developers");
    assertThat(created.text("webhookSecret")).matches("[0-9a-f]{64}");
    assertThat(created.text("vcsChecks")).isEqualTo("INDIVIDUAL");
    assertThat(created.text("email")).isEqualTo("a@b.example");
    assertThat(created.body().has("apiToken")).isFalse();
  }

  @Test
  void onlyTheDetailsShowTheSecret() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");
    Answer summary = api.get("/integrations/" + created.id());
    Answer details = api.get("/integrations/" + created.id() + "/details");

    assertThat(details.body()).isEqualTo(created.body());
    assertThat(summary.body().fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder(
            "id", "slug", "name", "provider", "isDefault", "spaceId", "labels", "description");
  }

  @Test
  void aSlugIsTakenOncePerProvider() {
    String name = Api.unique("Same");
    String host = "'apiHost': 'https://bitbucket.example/context'";
    samples.created(samples.cloudIntegration(name, "root"));

    assertThat(samples.cloudIntegration(name.toUpperCase(java.util.Locale.ROOT), "root").problem())
        .isEqualTo("409 SLUG_TAKEN name");
    assertThat(api.post("/integrations", Samples.dataCenter(name, host)).status()).isEqualTo(201);
  }

  @Test
  void ofTwoDefaultsAtTheSameMomentExactlyOneIsCreated() {
    List<String> answers =
        Stream.generate(() -> Samples.dataCenter(Api.unique("Default"), host("'isDefault': true")))
            .limit(8)
            .parallel()
            .map(body -> api.post("/integrations", body))
            .map(answer -> answer.status() == 201 ? answer.id() : answer.problem())
            .toList();

    assertThat(answers).filteredOn("409 DEFAULT_EXISTS isDefault"::equals).hasSize(7);
    answers.stream().filter(a -> !a.contains(" ")).forEach(id -> api.delete("/integrations/" + id));
  }

  @Test
  void aDefaultOneLivesInRoot() {
    String space = samples.space("root", true);
    String body = Samples.cloud("Default", "'isDefault': true, 'spaceId': '" + space + "'");

    assertThat(api.post("/integrations", body).problem())
        .isEqualTo("422 DEFAULT_OUTSIDE_ROOT spaceId");
  }

  @Test
  void hostsThatCannotBeCalledAreRefused() {
    assertThat(withApiHost("private://pool/path"))
        .isEqualTo("422 PRIVATE_HOST_UNSUPPORTED apiHost");
    assertThat(withApiHost("http://127.0.0.1:7990")).isEqualTo("422 HOST_NOT_ALLOWED apiHost");
    assertThat(withApiHost("ftp://bitbucket.example")).isEqualTo("400 FIELD_INVALID apiHost");
  }

  @Test
  void eachProductNeedsItsOwnCredentials() {
    String cloud = "{'name': 'x', 'provider': 'BITBUCKET_CLOUD'";

    assertThat(api.post("/integrations", cloud + "}").problem())
        .isEqualTo("400 FIELD_MISSING apiToken");
    assertThat(api.post("/integrations", cloud + ", 'email': 'a@b.example'}").problem())
        .isEqualTo("400 FIELD_MISSING apiToken");
    assertThat(api.post("/integrations", cloud + ", 'accessToken': 't'}").problem())
        .isEqualTo("422 CREDENTIALS_MISMATCH accessToken");
    assertThat(api.post("/integrations", Samples.cloud("x", "'username': 'u'")).problem())
        .isEqualTo("422 CREDENTIALS_MISMATCH username");
  }

  @Test
  void whatTheWebhookUrlIsMadeOfNeverChanges() {
    String id = samples.cloudIntegration(Api.unique("Int"), "root").id();

    assertThat(api.patch("/integrations/" + id, "{'name': 'Other'}").problem())
        .isEqualTo("422 FIELD_IMMUTABLE name");
    assertThat(api.patch("/integrations/" + id, "{'isDefault': true}").problem())
        .isEqualTo("422 FIELD_IMMUTABLE isDefault");
    assertThat(api.patch("/integrations/" + id, "{'provider': 'BITBUCKET_DATACENTER'}").problem())
        .isEqualTo("422 FIELD_IMMUTABLE provider");
  }

  @Test
  void whatNeverChangesMayBeSaidAgain() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");

    Answer edited =
        api.patch(
            "/integrations/" + created.id(),
            "{'name': '%s', 'provider': 'BITBUCKET_CLOUD', 'isDefault': false, 'email': 'a@b.example'}"
                .formatted(created.text("name")));

    assertThat(edited.status()).isEqualTo(200);
    assertThat(version(created)).isEqualTo("1");
  }

  @Test
  void aNewTokenNeedsNoEmailAndANewEmailNeedsAToken() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");
    String path = "/integrations/" + created.id();

    assertThat(api.patch(path, "{'apiToken': 'new'}").text("email")).isEqualTo("a@b.example");
    assertThat(version(created)).isEqualTo("2");
    assertThat(api.patch(path, "{'email': 'c@d.example'}").problem())
        .isEqualTo("400 FIELD_MISSING apiToken");
    assertThat(api.patch(path, "{'appPassword': 'p'}").problem())
        .isEqualTo("400 FIELD_MISSING username");
    Answer legacy = api.patch(path, "{'username': 'u', 'appPassword': 'p'}");
    assertThat(legacy.text("username")).isEqualTo("u");
    assertThat(legacy.body().get("email").isNull()).isTrue();
    assertThat(version(created)).isEqualTo("3");
  }

  private static String version(Answer integration) {
    return Rows.one(
        RunningIngress.instance().database(),
        "SELECT version FROM api_credentials WHERE integration_id = '" + integration.id() + "'");
  }

  @Test
  void anEditKeepsWhatItDoesNotNameAndTheSecret() {
    Answer created = samples.cloudIntegration(Api.unique("Int"), "root");

    Answer edited =
        api.patch("/integrations/" + created.id(), "{'vcsChecks': 'ALL', 'labels': ['x']}");

    assertThat(edited.text("vcsChecks")).isEqualTo("ALL");
    assertThat(edited.text("email")).isEqualTo("a@b.example");
    assertThat(edited.text("webhookSecret")).isEqualTo(created.text("webhookSecret"));
  }

  @Test
  void tokensThatEndSoonAreWarnedOf() {
    Instant now = Instant.now();
    Answer created =
        api.post(
            "/integrations",
            Samples.cloud(
                Api.unique("Int"), "'apiTokenExpiresAt': '" + now.plus(Duration.ofDays(15)) + "'"));
    assertThat(created.body().get("warnings")).isEmpty();
    String path = "/integrations/" + created.id();

    assertThat(warnings(api.patch(path, expiry(now.plus(Duration.ofDays(13))))))
        .containsExactly("API_TOKEN_EXPIRES_SOON");
    assertThat(warnings(api.patch(path, "{'description': 'x'}")))
        .containsExactly("API_TOKEN_EXPIRES_SOON");
    assertThat(warnings(api.patch(path, expiry(now.minusSeconds(1)))))
        .containsExactly("API_TOKEN_EXPIRED");
    assertThat(warnings(api.patch(path, "{'email': 'a@b.example', 'apiToken': 'new'}"))).isEmpty();
    assertThat(api.get(path + "/details").body().get("apiTokenExpiresAt").isNull()).isTrue();
  }

  private static String expiry(Instant time) {
    return "{'apiTokenExpiresAt': '" + time + "'}";
  }

  private static List<String> warnings(Answer details) {
    List<String> warnings = new ArrayList<>();
    details.body().get("warnings").forEach(warning -> warnings.add(warning.asText()));
    return warnings;
  }

  @Test
  void credentialsOpenWithTheNotifiersKeyOnly() throws Exception {
    String id = samples.cloudIntegration(Api.unique("Int"), "root").id();
    HybridDecrypt notifier =
        RunningIngress.CREDENTIALS_PRIVATE_KEYS.getPrimitive(
            RegistryConfiguration.get(), HybridDecrypt.class);

    byte[] opened = notifier.decrypt(sealedCredentials(id), id.getBytes(StandardCharsets.UTF_8));

    assertThat(new String(opened, StandardCharsets.UTF_8))
        .contains("\"kind\":\"API_TOKEN\"", "\"email\":\"a@b.example\"", "\"apiToken\":\"t\"");
  }

  @Test
  void aSpaceIsOfferedWhatItReachesAndTheDefaults() {
    String parent = samples.space("root", false);
    String child = samples.space(parent, true);
    String own = samples.cloudIntegration(Api.unique("Int"), child).id();
    String above = samples.cloudIntegration(Api.unique("Int"), parent).id();
    String root = samples.cloudIntegration(Api.unique("Int"), "root").id();

    Answer offered =
        api.get("/spaces/" + child + "/attachable-integrations?provider=BITBUCKET_CLOUD");

    assertThat(offered.body().get("items").findValuesAsText("id"))
        .contains(own, above)
        .doesNotContain(root);
  }

  private static String host(String more) {
    return "'apiHost': 'https://bitbucket.example', " + more;
  }

  private String withApiHost(String apiHost) {
    String body = Samples.dataCenter(Api.unique("Int"), "'apiHost': '" + apiHost + "'");
    return api.post("/integrations", body).problem();
  }

  private static byte[] sealedCredentials(String id) throws Exception {
    try (Connection notifier = RunningIngress.instance().database().connect(Database.NOTIFIER);
        Statement query = notifier.createStatement()) {
      ResultSet found =
          query.executeQuery(
              "SELECT sealed FROM api_credentials WHERE integration_id = '" + id + "'");
      assertThat(found.next()).isTrue();
      return found.getBytes(1);
    }
  }
}
