package dev.uplink.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CloudApiTest {
  private static final String STATUSES =
      "/2.0/repositories/acme/infra/commit/" + Requests.COMMIT + "/statuses";

  private final Sandbox sandbox = new Sandbox(0);

  @Test
  void aStatusIsCreatedAndShown() {
    assertThat(post(status("spacelift/tracked", "INPROGRESS")).status()).isEqualTo(201);
    assertThat(shown("/0/state")).isEqualTo("INPROGRESS");
    assertThat(shown("/0/key")).isEqualTo("spacelift/tracked");
  }

  @Test
  void theSameKeyAgainReplacesTheStatus() {
    post(status("spacelift/tracked", "INPROGRESS"));
    post(status("spacelift/tracked", "SUCCESSFUL"));

    assertThat(shown("/0/state")).isEqualTo("SUCCESSFUL");
    assertThat(shown("/0/posts")).isEqualTo("2");
    assertThat(shown("/1")).isEmpty();
  }

  @Test
  void anotherCaseOfTheRepositoryIsTheSameRepository() {
    post(status("spacelift/tracked", "INPROGRESS"));

    String path = STATUSES.replace("acme/infra", "ACME/Infra");
    assertThat(sandbox.answer(Requests.get(path)).body().orElseThrow().path("size").asInt())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"40, 201", "41, 400"})
  void aKeyHasAtMostFortyCharacters(int length, int answer) {
    assertThat(post(status("k".repeat(length), "FAILED")).status()).isEqualTo(answer);
  }

  @Test
  void aKeyThatIsTooLongIsRefusedInCloudsWords() {
    SandboxResponse response = post(status("k".repeat(41), "FAILED"));

    assertThat(response.body().orElseThrow().at("/error/message").asText())
        .isEqualTo("key: Ensure this value has at most 40 characters (it has 41).");
    assertThat(response.body().orElseThrow().at("/error/fields/key/0").asText())
        .isEqualTo("Ensure this value has at most 40 characters (it has 41).");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"CANCELLED\", \"url\":"
            + " \"https://a.example/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"successful\", \"url\":"
            + " \"https://a.example/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"url\": \"https://a.example/1\"}",
        "{\"type\": \"build\", \"state\": \"FAILED\", \"url\": \"https://a.example/1\"}",
        "{\"type\": \"build\", \"key\": 7, \"state\": \"FAILED\", \"url\":"
            + " \"https://a.example/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"FAILED\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"FAILED\", \"url\":"
            + " \"https://localhost/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"FAILED\", \"url\":"
            + " \"https://intranet/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"FAILED\", \"url\":"
            + " \"ftp://a.example/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"FAILED\", \"url\": \"/commits/1\"}",
        "{\"type\": \"build\", \"key\": \"k\", \"state\": \"FAILED\", \"url\":"
            + " \"https://a.example/\", \"refname\": \"refs/heads/main\"}",
        "[]",
        "{",
        ""
      })
  void whatCloudRefusesIsRefused(String body) {
    assertThat(post(body).status()).isEqualTo(400);
    assertThat(
            sandbox
                .answer(Requests.get("/_sandbox/statuses"))
                .body()
                .orElseThrow()
                .at("/statuses/0"))
        .isEmpty();
  }

  @Test
  void withoutCredentialsNothingIsAnswered() {
    SandboxRequest request =
        Requests.request("POST", STATUSES + "/build", "", status("k", "FAILED"));

    assertThat(sandbox.answer(request).status()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/2.0/snippets", "/2.0/teams", "/2.0/repositories/a/b/commit/xyz"})
  void anUnknownPathIsNotFound(String path) {
    assertThat(sandbox.answer(Requests.get(path)).status()).isEqualTo(404);
  }

  @Test
  void oneStatusCanBeReadByItsEncodedKey() {
    post(status("spacelift/tracked", "FAILED"));

    assertThat(sandbox.answer(Requests.get(STATUSES + "/build/spacelift%2Ftracked")).status())
        .isEqualTo(200);
  }

  @Test
  void branchesAreFoundByPartOfTheirNameOrAllOfIt() {
    String branches = "/2.0/repositories/acme/infra/refs/branches?pagelen=100&q=name%20";

    assertThat(names(branches + "~%20%22RELEASE%22")).hasSize(31);
    assertThat(names(branches + "=%20%22release%22")).containsExactly("release");
    assertThat(names(branches + "=%20%22missing%22")).isEmpty();
    assertThat(names(branches + "=%20%22a%5C%22b%22")).containsExactly("a\"b");
  }

  @Test
  void aHiddenRepositoryIsNotFound() {
    assertThat(sandbox.answer(Requests.get("/2.0/repositories/acme/hidden")).status())
        .isEqualTo(404);
    assertThat(sandbox.answer(Requests.get("/2.0/repositories/acme/infra")).status())
        .isEqualTo(200);
  }

  private List<String> names(String path) {
    return sandbox
        .answer(Requests.get(path))
        .body()
        .orElseThrow()
        .path("values")
        .findValuesAsText("name");
  }

  private SandboxResponse post(String body) {
    return sandbox.answer(Requests.post(STATUSES + "/build", body));
  }

  private String shown(String pointer) {
    return sandbox
        .answer(Requests.get("/_sandbox/statuses?commit=" + Requests.COMMIT))
        .body()
        .orElseThrow()
        .at("/statuses" + pointer)
        .asText();
  }

  private static String status(String key, String state) {
    return "{\"type\": \"build\", \"key\": \"%s\", \"state\": \"%s\", \"url\": \"https://bitbucket.org/a/b\", \"name\": \"n\"}"
        .formatted(key, state);
  }
}
