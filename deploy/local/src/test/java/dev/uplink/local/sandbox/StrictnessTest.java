package dev.uplink.local.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no description of the products has is refused, and held against whoever asked for it. */
class StrictnessTest {
  private static final String CLOUD = "/2.0/repositories/acme/infra";
  private static final String CLOUD_STATUS =
      CLOUD + "/commit/" + Requests.COMMIT + "/statuses/build";
  private static final String CLOUD_BODY =
      "{\"type\":\"build\",\"key\":\"k\",\"state\":\"FAILED\",\"url\":\"https://a.example/1\"}";
  private static final String DATA_CENTER = "/rest/api/latest/projects/PLAT/repos/infra";
  private static final String BUILDS = DATA_CENTER + "/commits/" + Requests.COMMIT + "/builds";
  private static final String BUILD_BODY =
      "{\"key\":\"k\",\"state\":\"FAILED\",\"url\":\"https://a.example/1\"}";

  private final Sandbox sandbox = new Sandbox(0);

  @ParameterizedTest
  @ValueSource(
      strings = {
        CLOUD + "/refs/branches?q=name%20~%20%22a%22&sort=name&pagelen=100&fields=next,values.name",
        CLOUD
            + "/diffstat/"
            + Requests.COMMIT
            + ".."
            + Requests.COMMIT
            + "?topic=false&pagelen=500",
        CLOUD + "/pullrequests?q=state%20%3D%20%22OPEN%22&pagelen=50",
        "/2.0/repositories/acme?role=member&page=2",
        DATA_CENTER + "/changes?since=a&until=b&limit=500&start=0",
        DATA_CENTER + "/branches?filterText=a&boostMatches=true&limit=100&start=25",
        DATA_CENTER + "/pull-requests/1/changes?limit=1000&withComments=false",
        "/stash/rest/api/1.0/repos?permission=REPO_READ&projectkey=PLAT&name=infra"
      })
  void whatIsDescribedIsNoViolation(String pathAndQuery) {
    sandbox.answer(Requests.get(pathAndQuery));

    assertThat(sandbox.violations().all()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        CLOUD + "/snippets | 404 | there is no such resource",
        CLOUD + "/refs//branches | 400 | the path is not written as RFC 3986 has it",
        CLOUD + "/refs/../refs/branches | 400 | the path is not written as RFC 3986 has it",
        CLOUD + "/commit/%C3 | 400 | the path is not written as RFC 3986 has it",
        "/2.0/repositories/{a}/infra | 400 | the path is not written as RFC 3986 has it",
        CLOUD + "/refs/branches?pagelen=101 | 400 | pagelen: '101' (expected: 1 to 100)",
        CLOUD + "/refs/branches?pagelen=0 | 400 | pagelen: '0' (expected: 1 to 100)",
        CLOUD + "/refs/branches?page=one | 400 | page: 'one' (expected: 1 to 100000)",
        CLOUD + "/pullrequests?pagelen=51 | 400 | pagelen: '51' (expected: 1 to 50)",
        CLOUD
            + "/pullrequests?state=CLOSED | 400"
            + " | state: 'CLOSED' (expected: one of OPEN, MERGED, DECLINED, SUPERSEDED)",
        CLOUD + "/refs/tags?page=1&page=2 | 400 | page (expected: once)",
        CLOUD + "/refs/tags?q=a%C3 | 400 | q=a%C3 (expected: percent-encoded UTF-8)",
        CLOUD + "/refs/tags?q=a b | 400 | q=a b (expected: percent-encoded UTF-8)",
        CLOUD + "/diffstat/main..dev | 400 | spec: main..dev (expected: two hashes)",
        DATA_CENTER
            + "/changes?since=a&limit=all | 400"
            + " | limit: 'all' (expected: 1 to 2147483647)",
        DATA_CENTER
            + "/branches?boostMatches=yes | 400"
            + " | boostMatches: 'yes' (expected: true or false)",
        DATA_CENTER
            + "/branches?q=main | 400"
            + " | q (expected: one of base, boostMatches, context, details, filterText, limit,"
            + " orderBy, start)",
        DATA_CENTER + "?start=0 | 400 | start (expected: no parameters)",
        BUILDS + " | 400 | key (expected: there)",
        "/rest/api/2.0/repos | 404 | there is no such resource"
      })
  void whatIsNotDescribedIsRefused(String pathAndQuery, int status, String problem) {
    assertThat(sandbox.answer(Requests.get(pathAndQuery)).status()).isEqualTo(status);
    assertThat(problems()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource({
    "PATCH, content-type, application/json, 405, PATCH is no method of this resource",
    "POST, content-type, text/plain, 415, Content-Type (expected: application/json)",
    "POST, accept, text/html, 406, Accept: text/html (expected: application/json)",
    "POST, authorization, Digest a, 401, Authorization (expected: Basic or Bearer)",
    "POST, authorization, Basic YTo=, 401, Authorization (expected: Basic or Bearer)",
    "POST, authorization, Bearer a b, 401, Authorization (expected: Basic or Bearer)"
  })
  void cloudIsAskedInItsOwnWay(
      String method, String header, String value, int status, String problem) {
    assertThat(sandbox.answer(asked(method, CLOUD_STATUS, header, value, CLOUD_BODY)).status())
        .isEqualTo(status);
    assertThat(problems()).containsExactly(problem);
  }

  @Test
  void dataCenterTakesBearersOnly() {
    assertThat(
            sandbox
                .answer(asked("POST", BUILDS, "authorization", "Basic YTpi", BUILD_BODY))
                .status())
        .isEqualTo(401);
    assertThat(problems()).containsExactly("Authorization (expected: Bearer)");
  }

  @Test
  void aGetHasNoBody() {
    assertThat(sandbox.answer(Requests.request("GET", CLOUD, "Bearer t", "{}")).status())
        .isEqualTo(400);
    assertThat(problems()).containsExactly("a GET has no body");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"type\":\"build\" | \"kind\":\"build\""
            + " | kind: This field is unknown.; type: This field is required.",
        "\"k\" | null | key: Not a valid string.; key: This field is required.",
        "\"k\" | \"k\",\"name\":7 | name: Not a valid string.",
        "\"k\" | \"k\",\"key\":\"k\" | : The request body is not a JSON object;"
            + " type: This field is required.; key: This field is required.;"
            + " state: This field is required.; url: This field is required.",
        "FAILED | ERROR | state: \"ERROR\" is not a valid choice.",
        "https://a.example/1 | https://a.example/a b | url: Enter a valid URL."
      })
  void aStatusOnCloudIsAsItIsDescribed(String part, String instead, String problem) {
    String body = CLOUD_BODY.replace(part, instead);

    assertThat(sandbox.answer(Requests.post(CLOUD_STATUS, body)).status()).isEqualTo(400);
    assertThat(problems()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"k\" | \"k\",\"refname\":\"main\" | refname: This field is unknown.",
        "\"k\" | \"k\",\"duration\":-1 | duration: Not a valid number.",
        "\"k\" | \"k\",\"duration\":1.5 | duration: Not a valid number.",
        "\"k\" | \"k\",\"buildNumber\":7 | buildNumber: Not a valid string.",
        "\"k\" | \"k\",\"testResults\":{\"passed\":1} | testResults.passed: This field is unknown.",
        "\"k\" | \"k\",\"ref\":\"main\" | ref: The ref must match ^refs/.*",
        "FAILED | STOPPED | state: \"STOPPED\" is not a valid choice."
      })
  void aBuildOnDataCenterIsAsItIsDescribed(String part, String instead, String problem) {
    String body = BUILD_BODY.replace(part, instead);

    assertThat(sandbox.answer(Requests.post(BUILDS, body)).status()).isEqualTo(400);
    assertThat(problems()).containsExactly(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "FAILED | FAILED | 204 | ``",
        "FAILED | CANCELLED | 400 | state: \"CANCELLED\" is not a valid choice.",
        "\"k\" | \"k\",\"parent\":\"p\" | 400 | parent: This field is unknown."
      })
  void oldServersKnowLessOfABuild(String part, String instead, int status, String problem) {
    String path = "/stash/rest/build-status/1.0/commits/" + Requests.COMMIT;

    assertThat(sandbox.answer(Requests.post(path, BUILD_BODY.replace(part, instead))).status())
        .isEqualTo(status);
    assertThat(String.join("", problems())).isEqualTo(problem);
  }

  @Test
  void theKeyOfAStatusCannotBeChanged() {
    sandbox.answer(Requests.post(CLOUD_STATUS, CLOUD_BODY));

    String other = CLOUD_BODY.replace("\"k\"", "\"other\"");
    assertThat(
            sandbox
                .answer(Requests.request("PUT", CLOUD_STATUS + "/k", "Bearer t", other))
                .status())
        .isEqualTo(400);
    assertThat(problems()).containsExactly("key: The key cannot be changed.");
  }

  @Test
  void violationsAreToldUntilTheyAreForgotten() {
    sandbox.answer(Requests.get(CLOUD + "/snippets"));

    JsonNode told = body("/_sandbox/violations");
    assertThat(told.at("/violations/0/method").asText()).isEqualTo("GET");
    assertThat(told.at("/violations/0/path").asText()).isEqualTo(CLOUD + "/snippets");
    assertThat(told.at("/violations/0/problem").asText()).isEqualTo("there is no such resource");
    sandbox.answer(Requests.request("DELETE", "/_sandbox/violations", "", ""));
    assertThat(body("/_sandbox/violations").path("violations")).isEmpty();
  }

  @Test
  void whatIsNotThereIsNoViolation() {
    assertThat(sandbox.answer(Requests.get("/2.0/repositories/acme/hidden")).status())
        .isEqualTo(404);
    assertThat(problems()).isEmpty();
  }

  @Test
  void cloudTellsWhereTheNextPageIs() {
    JsonNode first = body(CLOUD + "/refs/branches?pagelen=30&q=name%20~%20%22release%22");

    assertThat(first.path("next").asText())
        .isEqualTo(
            "http://sandbox"
                + CLOUD
                + "/refs/branches?pagelen=30&q=name%20~%20%22release%22&page=2");
    JsonNode second = body(first.path("next").asText().substring("http://sandbox".length()));
    assertThat(second.path("values")).hasSize(1);
    assertThat(second.has("next")).isFalse();
  }

  @Test
  void cloudGivesTheFieldsThatAreWantedAndNoOthers() {
    JsonNode page = body(CLOUD + "/refs/branches?pagelen=1&fields=next,values.target.hash");

    assertThat(page.properties().stream().map(Map.Entry::getKey))
        .containsExactlyInAnyOrder("next", "values");
    assertThat(page.at("/values/0").properties().stream().map(Map.Entry::getKey))
        .containsExactly("target");
    assertThat(body(CLOUD + "/refs/tags?fields=values.name").properties()).isEmpty();
  }

  private List<String> problems() {
    return sandbox.violations().all().stream().map(Violations.Violation::problem).toList();
  }

  private JsonNode body(String pathAndQuery) {
    return sandbox.answer(Requests.get(pathAndQuery)).body().orElseThrow();
  }

  private static SandboxRequest asked(
      String method, String path, String header, String value, String body) {
    SandboxRequest usual = Requests.post(path, body);
    Map<String, String> headers = new HashMap<>(usual.headers());
    headers.put(header, value);
    return new SandboxRequest(method, path, "", headers, body);
  }
}
