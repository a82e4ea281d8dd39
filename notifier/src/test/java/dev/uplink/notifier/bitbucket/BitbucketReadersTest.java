package dev.uplink.notifier.bitbucket;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.gate.OpenGate;
import io.micronaut.http.client.HttpClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitbucketReadersTest {
  private static final Duration BUDGET = Duration.ofSeconds(2);

  private final BitbucketHttp http =
      new BitbucketHttp(
          HttpClient.create(null, BitbucketHttp.configuration(BUDGET)), new OpenGate());
  private FakeBitbucket bitbucket;

  @BeforeEach
  void start() throws IOException {
    bitbucket = new FakeBitbucket();
  }

  @AfterEach
  void stop() {
    bitbucket.close();
    http.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "401 | {'error':{'message':'Token is invalid'}} | UNAUTHORIZED | refuses the credentials"
            + " (401: Token is invalid): has the API token ended",
        "403 | {'error':{'message':'lack scopes'}} | FORBIDDEN | lack a permission or scope",
        "404 | {} | NOT_FOUND | no such thing to show to these credentials (404)",
        "410 | {} | BITBUCKET_FAILED | Bitbucket failed (410)",
        "429 | {} | RATE_LIMITED | too many requests",
        "302 | {} | BITBUCKET_FAILED | is the host the base URL of its API?",
        "503 | <html> | BITBUCKET_FAILED | Bitbucket failed (503)",
        "200 | <html> | BITBUCKET_FAILED | is not one of Bitbucket's",
        "200 | [] | BITBUCKET_FAILED | is not one of Bitbucket's"
      })
  void everyRefusalIsToldApart(int status, String body, Fault fault, String words) {
    bitbucket.answers("GET", status, Map.of(), body.replace('\'', '"'));

    assertFails(() -> cloud().requireVisible("acme", "net"), fault, words);
  }

  @Test
  void dataCentersMissingPermissionIsNoBadToken() {
    bitbucket.answers(
        "GET", 401, Map.of(), "{\"errors\":[{\"exceptionName\":\"x.AuthorisationException\"}]}");

    assertFails(() -> dataCenter().requireVisible("PAY", "net"), Fault.FORBIDDEN, "permission");
  }

  @Test
  void aHostThatDoesNotAnswerInTimeIsToldFromOneThatIsNotThere() {
    bitbucket.hangs("GET");

    assertFails(
        () -> cloud().requireVisible("a", "b"), Fault.TIMED_OUT, "localhost did not answer");
    assertFails(
        () -> dataCenter("http://localhost:1").requireVisible("a", "b"),
        Fault.UNREACHABLE,
        "localhost cannot be reached");
    assertFails(
        () -> dataCenter("http://bitbucket.invalid").requireVisible("a", "b"),
        Fault.HOST_UNKNOWN,
        "there is no host bitbucket.invalid");
    assertFails(
        () -> dataCenter("private://pool").requireVisible("a", "b"),
        Fault.HOST_NOT_ALLOWED,
        "expected http(s)://host");
  }

  @Test
  void aHostThatSpeaksNoTlsIsToldApart() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var _ = Thread.ofVirtual().start(() -> answerInPlainText(server));

      assertFails(
          () -> dataCenter("https://localhost:" + server.getLocalPort()).requireVisible("a", "b"),
          Fault.TLS_FAILED,
          "no trusted TLS connection to localhost");
    }
  }

  private static void answerInPlainText(ServerSocket server) {
    try (Socket socket = server.accept()) {
      var _ = socket.getInputStream().read(new byte[64]);
      socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      socket.getOutputStream().flush();
      var _ = socket.getInputStream().readAllBytes();
    } catch (IOException ended) {
      // The client has gone, as it should.
    }
  }

  @Test
  void cloudsExactBranchIsFoundAmongManySimilarOnes() throws Exception {
    bitbucket.answersPath("q=name%20%3D%20%22feature%2Fx%22", values("name", List.of("feature/x")));
    bitbucket.answersPath("q=name%20%7E%20", values("name", similar("feature/x", 26)));

    Names names = cloud().branches("acme", "net", new Search("feature/x", 25));

    assertThat(names.names()).hasSize(25).first().isEqualTo("feature/x");
    assertThat(names.exact()).isTrue();
    assertThat(names.isComplete()).isFalse();
  }

  @Test
  void aPageOfCloudsWithoutEntriesIsOneOfNone() throws Exception {
    bitbucket.answersPath("refs/branches", "{\"pagelen\":10}");

    Names names = cloud().branches("acme", "net", new Search("main", 25));

    assertThat(names.names()).isEmpty();
    assertThat(names.exact()).isFalse();
  }

  @Test
  void whatIsNoPageIsNotTakenForAnEmptyOne() {
    bitbucket.answersPath("refs/branches", "{\"type\":\"build\"}");

    assertFails(
        () -> cloud().branches("acme", "net", new Search("main", 25)),
        Fault.BITBUCKET_FAILED,
        "not a page");
  }

  /** Names may hold what Cloud's query language means something by. */
  @Test
  void whatIsLookedForIsQuoted() throws Exception {
    bitbucket.answersPath("refs/branches", values("name", List.of()));

    Names names = cloud().branches("acme", "net", new Search("a\" OR name ~ \"\\", 1));

    assertThat(names.exact()).isFalse();
    assertThat(bitbucket.requests.getFirst().query())
        .contains("q=name%20%3D%20%22a%5C%22%20OR%20name%20%7E%20%5C%22%5C%5C%22&");
  }

  @Test
  void cloudsNextPageIsFollowedOnItsOwnHostOnly() throws Exception {
    String next = bitbucket.url() + "/2.0/repositories/acme/net/refs/branches?page=2";
    bitbucket.answersPath("page=2", values("name", List.of("two")));
    bitbucket.answersPath("sort=name", values("name", List.of("one"), next));
    assertThat(cloud().branches("acme", "net", new Search(null, 25)).names())
        .containsExactly("one", "two");

    bitbucket.answersPath("sort=name", values("name", List.of("one"), "https://evil.example/2.0/"));
    assertFails(
        () -> cloud().branches("acme", "net", new Search(null, 25)),
        Fault.BITBUCKET_FAILED,
        "elsewhere");
  }

  @Test
  void cloudsRepositoriesAreThoseOfKnownWorkspacesWhenOthersAreNotTold() throws Exception {
    bitbucket.answers("GET", 403, Map.of(), "{}");
    bitbucket.answersPath("/2.0/repositories/acme?", values("full_name", List.of("acme/net")));

    Names names = cloud().repositories(List.of("acme"), new Search(null, 25));

    assertThat(names.names()).containsExactly("acme/net");
    assertThat(names.remark())
        .isEqualTo("Bitbucket does not tell the workspaces of these credentials");
  }

  @Test
  void aWholeNameOfARepositoryComesFirstAndOneWorkspaceIsLookedInto() throws Exception {
    bitbucket.answersPath("/2.0/repositories/acme/net?", "{\"full_name\":\"acme/net\"}");
    bitbucket.answersPath("/2.0/repositories/acme?", values("full_name", similar("acme/net", 30)));

    Names names = cloud().repositories(List.of("other"), new Search("acme/net", 25));

    assertThat(names.names()).hasSize(25).first().isEqualTo("acme/net");
    assertThat(bitbucket.requests).noneMatch(request -> request.path().contains("other"));
  }

  @ParameterizedTest
  @CsvSource({
    "'read:repository:bitbucket, read:pullrequest:bitbucket', PASSED",
    "'account, repository', PASSED",
    "'pullrequest', FAILED",
    "'', WARNED"
  })
  void cloudsScopesTellWhetherStatusesMayBePosted(String scopes, Finding.Verdict verdict)
      throws Exception {
    bitbucket.answers("GET", 200, Map.of("X-OAuth-Scopes", scopes), "{}");
    BitbucketReader cloud = cloud();

    assertThat(cloud.credentials(List.of("acme")).verdict()).isEqualTo(Finding.Verdict.PASSED);
    assertThat(cloud.statuses(true).verdict()).isEqualTo(verdict);
    assertThat(bitbucket.requests).allMatch(request -> request.method().equals("GET"));
  }

  /** Older servers do not bring exact matches to the front. */
  @Test
  void dataCentersExactBranchIsFoundOnALaterPage() throws Exception {
    bitbucket.answersPath("start=0", branches(similar("main", 100), 100));
    bitbucket.answersPath("start=100", branches(List.of("main"), null));

    Names names = dataCenter().branches("PAY", "net", new Search("main", 25));

    assertThat(names.names()).hasSize(25).first().isEqualTo("main");
    assertThat(names.exact()).isTrue();
    assertThat(bitbucket.requests.getFirst().query())
        .contains("filterText=main", "boostMatches=true");
  }

  @Test
  void aBranchThatIsNotAmongTooManySimilarOnesIsNotToldOf() throws Exception {
    bitbucket.answersPath("start=", branches(similar("main", 100), 100));

    Names names = dataCenter().branches("PAY", "net", new Search("main", 25));

    assertThat(names.exact()).isNull();
    assertThat(bitbucket.requests).hasSize(30);
  }

  @Test
  void dataCentersRepositoriesOfAnotherProjectAreLeftOut() throws Exception {
    bitbucket.answersPath("/projects/PAY/repos/net", repository("PAY", "net"));
    bitbucket.answersPath(
        "/repos?",
        "{\"isLastPage\":true,\"values\":[%s,%s,%s]}"
            .formatted(
                repository("PAY", "network"), repository("OPS", "net"), repository("PAY", "net")));

    Names names = dataCenter().repositories(List.of(), new Search("PAY/net", 25));

    assertThat(names.names()).containsExactly("PAY/net", "PAY/network");
    assertThat(names.isComplete()).isTrue();
  }

  @Test
  void aDataCenterThatKnowsBuildStatusesOfRepositoriesTakesThemFromWhoReadsOne() throws Exception {
    bitbucket.answersPath("/build/capabilities", "{\"buildStatus\":[\"richBuildStatus\"]}");

    assertThat(dataCenter().statuses(true).verdict()).isEqualTo(Finding.Verdict.PASSED);
    assertThat(dataCenter().statuses(false).verdict()).isEqualTo(Finding.Verdict.WARNED);
  }

  @Test
  void ofAnOlderDataCenterItCannotBeTold() throws Exception {
    bitbucket.answersPath("/build/capabilities", 404, Map.of(), "{}");

    assertThat(dataCenter().statuses(true))
        .satisfies(finding -> assertThat(finding.verdict()).isEqualTo(Finding.Verdict.WARNED))
        .satisfies(finding -> assertThat(finding.detail()).contains("without posting one"));
  }

  private static void assertFails(ThrowingCallable call, Fault fault, String words) {
    assertThatExceptionOfType(CallFailedException.class)
        .isThrownBy(call)
        .withMessageContaining(words)
        .satisfies(failure -> assertThat(failure.fault()).isEqualTo(fault))
        .satisfies(failure -> assertThat(failure.detail()).doesNotContain("s3cret"));
  }

  private BitbucketReader cloud() {
    return readers()
        .of(
            "int-a",
            new IntegrationFacts(CLOUD, null, null, 1, 1),
            new ApiCredential.ApiToken("ops@example.com", "s3cret"),
            BUDGET);
  }

  private BitbucketReader dataCenter() {
    return dataCenter(bitbucket.url() + "/stash/");
  }

  private BitbucketReader dataCenter(String host) {
    return readers()
        .of(
            "int-a",
            new IntegrationFacts(DATA_CENTER, host, null, 1, 1),
            new ApiCredential.AccessToken("ops", "s3cret"),
            BUDGET);
  }

  private BitbucketReaders readers() {
    URI api = URI.create(bitbucket.url() + "/2.0");
    return new BitbucketReaders(api, http, Clock.systemUTC());
  }

  private static List<String> similar(String name, int count) {
    return IntStream.range(0, count).mapToObj(number -> name + "-" + number).toList();
  }

  private static String values(String field, List<String> names) {
    return values(field, names, null);
  }

  private static String values(String field, List<String> names, @Nullable String next) {
    String values =
        names.stream()
            .map(name -> "{\"%s\":\"%s\"}".formatted(field, name))
            .collect(Collectors.joining(",", "[", "]"));
    return "{\"values\":%s%s}".formatted(values, next == null ? "" : ",\"next\":\"" + next + "\"");
  }

  private static String branches(List<String> names, @Nullable Integer next) {
    String page = values("displayId", names);
    String end =
        next == null ? "\"isLastPage\":true" : "\"isLastPage\":false,\"nextPageStart\":" + next;
    return page.substring(0, page.length() - 1) + "," + end + "}";
  }

  private static String repository(String project, String slug) {
    return "{\"slug\":\"%s\",\"project\":{\"key\":\"%s\"}}".formatted(slug, project);
  }
}
