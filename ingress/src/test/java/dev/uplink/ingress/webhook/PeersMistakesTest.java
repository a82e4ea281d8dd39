package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What other receivers of Bitbucket's webhooks got wrong, as far as the edge could too. */
class PeersMistakesTest {
  private static final String DATA_CENTER =
      "/webhooks/bitbucket-datacenter/acme/integration/payments";
  private static final byte[] PUSH =
      "{\"repository\":{\"full_name\":\"acme/network\"}}".getBytes(UTF_8);

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = new EdgeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void clear() {
    server.publisher.published.clear();
  }

  /** Old versions send no body and no media type; none signs it, whatever secret is set. */
  @ParameterizedTest
  @ValueSource(strings = {"", "{\"test\":true}", "{\"test\": true"})
  void aPingNeedsNeitherSignatureNorBodyNorJson(String body) throws Exception {
    HttpRequest.Builder ping =
        server.webhook(DATA_CENTER).header("X-Event-Key", "diagnostics:ping");

    assertThat(server.send(ping.POST(BodyPublishers.ofString(body))).statusCode()).isEqualTo(200);
    assertThat(server.publisher.published).isEmpty();
  }

  /** Five failures in a row and Data Center sends nothing at all for a while. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "pullrequest:comment_created",
        "repo:commit_status_updated",
        "project:updated",
        "mirror:repo_synchronized",
        "pr:reviewer:changes_requested",
        "pr:to_ref_updated",
        "issue:created",
        "an:event:of:the:future"
      })
  void anEventThatNobodyActsOnIsAcceptedLikeAnyOther(String event) throws Exception {
    assertThat(server.send(signed(PUSH, "X-Event-Key", event)).statusCode()).isEqualTo(202);
  }

  /** Reading only so far and verifying that would refuse the one and accept the other. */
  @Test
  void aBodyIsVerifiedWholeOrRefusedForItsSizeAndNeverCut() throws Exception {
    byte[] largest = Arrays.copyOf(PUSH, Limits.WEBHOOK_BODY_BYTES);
    byte[] tooLarge = Arrays.copyOf(PUSH, Limits.WEBHOOK_BODY_BYTES + 1);
    HttpRequest.Builder cut =
        server
            .webhook(FakeSecrets.KNOWN)
            .header("X-Hub-Signature", Signed.signature(largest))
            .POST(BodyPublishers.ofByteArray(tooLarge));

    assertThat(server.send(signed(largest)).statusCode()).isEqualTo(202);
    assertThat(server.send(signed(tooLarge)).statusCode()).isEqualTo(413);
    assertThat(server.send(cut).statusCode()).isEqualTo(413);
  }

  /** Anybody can write them; only the signature says who sent it. */
  @ParameterizedTest
  @ValueSource(strings = {"X-Forwarded-For", "X-Real-IP", "Forwarded", "X-Hook-UUID", "User-Agent"})
  void whatASenderSaysOfItselfIsNoProof(String header) throws Exception {
    HttpRequest.Builder unsigned =
        server
            .webhook(FakeSecrets.KNOWN)
            .header(header, "104.192.136.1")
            .POST(BodyPublishers.ofByteArray(PUSH));

    assertThat(server.send(unsigned).body()).contains("\"code\":\"SIGNATURE_MISSING\"");
    assertThat(server.send(signed(PUSH, header, "10.0.0.1")).statusCode()).isEqualTo(202);
  }

  /** In headers they come without the braces that they have in bodies; both are opaque. */
  @Test
  void anIdWithoutBracesIsTakenAsItIs() throws Exception {
    String bare = "0302255c-3f39-4a2f-8a3c-1d1f1c7c4b7e";
    server.send(signed(PUSH, "X-Request-UUID", bare, "X-Hook-UUID", bare));
    server.send(signed(PUSH, "X-Request-UUID", "{" + bare + "}"));

    WebhookRequest request = server.publisher.published.getFirst().request();
    assertThat(request.requestId()).isEqualTo(bare);
    assertThat(request.sender().hookId()).isEqualTo(bare);
    assertThat(server.publisher.published.getLast().request().requestId())
        .isEqualTo("{" + bare + "}");
  }

  /** One that was cut off after its prefix made another receiver throw, before verifying. */
  @ParameterizedTest
  @ValueSource(strings = {"s", "sha256", "sha256=", "sha256=\u00e4", "sha1=00"})
  void aShortOrForeignSignatureIsAnAnswerAndNoFailure(String signature) throws Exception {
    HttpRequest.Builder request =
        server
            .webhook(FakeSecrets.KNOWN)
            .header("X-Hub-Signature", signature)
            .POST(BodyPublishers.ofByteArray(PUSH));

    assertThat(server.send(request).statusCode()).isEqualTo(401);
  }

  /** The display name is not the slug, and a fork's parent is not the repository. */
  @Test
  void theRepositoryIsNamedBySlugAndNotByDisplayName() throws Exception {
    String body =
        """
        {"repository":{"name":"Public Test Repo","parent":{"full_name":"up/stream"},
          "workspace":{"slug":"other"},"full_name":"acme/public-test-repo"}}
        """;

    server.send(signed(body.getBytes(UTF_8)));

    assertThat(server.publisher.published.getFirst().key())
        .hasToString("acme/bitbucket-cloud/acme/public-test-repo");
  }

  /** Links may be missing, null or no list; here nobody looks. */
  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "{\"clone\":{}}", "7"})
  void linksOfAnyShapeDoNotHideTheRepository(String links) throws Exception {
    String body = "{\"repository\":{\"links\":%s,\"full_name\":\"acme/network\"}}".formatted(links);

    server.send(signed(body.getBytes(UTF_8)));

    assertThat(server.publisher.published.getFirst().key())
        .hasToString("acme/bitbucket-cloud/acme/network");
  }

  private static HttpRequest.Builder signed(byte[] body, String... headers) {
    HttpRequest.Builder request =
        server
            .webhook(FakeSecrets.KNOWN)
            .header("X-Hub-Signature", Signed.signature(body))
            .POST(BodyPublishers.ofByteArray(body));
    return headers.length == 0 ? request : request.headers(headers);
  }
}
