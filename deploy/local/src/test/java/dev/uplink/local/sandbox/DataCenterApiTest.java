package dev.uplink.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataCenterApiTest {
  private static final String BUILDS =
      "/rest/api/latest/projects/~ada/repos/infra/commits/" + Requests.COMMIT + "/builds";
  private static final String STATUS =
      """
      {"key": "spacelift/tracked", "state": "CANCELLED", "url": "https://git.example/x",
       "ref": "refs/heads/main"}
      """;

  private final Sandbox sandbox = new Sandbox(0);

  @ParameterizedTest
  @ValueSource(
      strings = {
        BUILDS,
        "/bitbucket" + BUILDS,
        "/a/b" + BUILDS,
        "/rest/api/1.0/projects/~ada/repos/infra/commits/" + Requests.COMMIT + "/builds"
      })
  void aBuildIsAcceptedUnderAnyContextPath(String path) {
    assertThat(sandbox.answer(Requests.post(path, STATUS))).isEqualTo(SandboxResponse.noContent());
    assertThat(sandbox.answer(Requests.get(path + "?key=spacelift/tracked")).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"key\": \"k\", \"state\": \"STOPPED\", \"url\": \"https://git.example/\"}",
        "{\"key\": \" \", \"state\": \"FAILED\", \"url\": \"https://git.example/\"}",
        "{\"key\": \"k\", \"state\": \"FAILED\", \"url\": \"git.example\"}",
        "{\"key\": \"k\", \"state\": \"FAILED\", \"url\": \"https://git.example/\", \"ref\":"
            + " \"main\"}"
      })
  void whatDataCenterRefusesIsRefusedInItsOwnWords(String body) {
    SandboxResponse response = sandbox.answer(Requests.post(BUILDS, body));

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.body().orElseThrow().at("/errors/0/message").asText()).isNotEmpty();
  }

  @Test
  void aShortHashIsNoCommit() {
    SandboxResponse response =
        sandbox.answer(Requests.post(BUILDS.replace(Requests.COMMIT, "0123456789ab"), STATUS));

    assertThat(response.status()).isEqualTo(400);
  }

  @Test
  void basicAuthenticationDoesNotCarryAToken() {
    SandboxRequest request = Requests.request("POST", BUILDS, "Basic YTpi", STATUS);

    assertThat(sandbox.answer(request).status()).isEqualTo(401);
  }

  @Test
  void theHostSaysWhatItIsCapableOf() {
    SandboxResponse response =
        sandbox.answer(Requests.get("/bitbucket/rest/api/latest/build/capabilities"));

    assertThat(response.body().orElseThrow().path("buildStatus").toString())
        .contains("cancelledStatus", "richBuildStatus");
  }

  @Test
  void theHostSaysItsVersion() {
    SandboxResponse response =
        sandbox.answer(Requests.get("/bitbucket/rest/api/latest/application-properties"));

    assertThat(response.body().orElseThrow().path("version").asText()).isEqualTo("9.4.0");
  }

  @Test
  void branchesComeInPages() {
    String branches = "/rest/api/latest/projects/PAY/repos/infra/branches?filterText=release";

    JsonNode first = sandbox.answer(Requests.get(branches + "&limit=100")).body().orElseThrow();
    assertThat(first.path("isLastPage").asBoolean()).isFalse();
    JsonNode second =
        sandbox
            .answer(Requests.get(branches + "&start=" + first.path("nextPageStart").asInt()))
            .body()
            .orElseThrow();
    assertThat(second.path("isLastPage").asBoolean()).isTrue();
    assertThat(second.path("values").findValuesAsText("displayId")).contains("release");
  }

  @Test
  void requestsAreListedWithoutTheirCredentials() {
    sandbox.answer(Requests.request("POST", BUILDS, "Bearer hush-hush", STATUS));

    String listed =
        sandbox.answer(Requests.get("/_sandbox/requests")).body().orElseThrow().toString();
    assertThat(listed).contains("\"authorization\":\"Bearer\"").doesNotContain("hush-hush");
  }
}
