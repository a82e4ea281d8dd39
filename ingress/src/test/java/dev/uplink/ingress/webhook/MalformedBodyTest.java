package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Signed bodies that are not what Bitbucket sends. The edge takes all of them: whoever signs is
 * Bitbucket, and what a body means is decided, and said, behind Kafka. Only the key may differ.
 */
class MalformedBodyTest {
  private static final String NAMED = "acme/bitbucket-cloud/acme/network";

  private static final String PUSH =
      """
      {"push": {"changes": [{"forced": false, "old": {"name": "main", "type": "branch",
         "target": {"hash": "1e65c05c1d5171631d92438a13901ca7dae9618c"}},
        "new": {"name": "main", "type": "branch",
         "target": {"hash": "8cbbd65829c7ad834a97841e0defc965718036a0"}},
        "created": false, "closed": false, "truncated": false}]},
       "actor": {"display_name": "杨渊 \\ud83d\\ude80", "type": "user", "nickname": "ada"},
       "repository": {"type": "repository", "full_name": "Acme/network", "name": "Net work",
         "uuid": "{3deb8c29-778a-450c-8f69-3e50a18079df}", "is_private": true}}
      """;

  private static EdgeServer server;

  @BeforeAll
  static void start() {
    server = new EdgeServer();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void nothingIsHeld() {
    server.awaitNoMemorySpent();
  }

  /** The key is the repository's as soon as its name is whole, and never half a name. */
  @Test
  void aBodyCutAtAnyByteIsTakenAsItIs() throws Exception {
    byte[] push = PUSH.getBytes(UTF_8);
    int named = PUSH.substring(0, PUSH.indexOf("Acme/network\"")).getBytes(UTF_8).length + 13;
    for (int length = 0; length <= push.length; length++) {
      byte[] cut = Arrays.copyOf(push, length);
      Delivery delivery = accepted(cut);

      assertThat(delivery.body()).isEqualTo(cut);
      assertThat(delivery.key().toString())
          .as("cut at %d", length)
          .isEqualTo(length < named ? unnamed(delivery) : NAMED);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "true",
        "7",
        "-1e400",
        "\"text\"",
        "[]",
        "[{}]",
        "{}",
        "{\"a\":1}x"
      })
  void whatNamesNoRepositoryIsKeyedByItself(String body) throws Exception {
    Delivery delivery = accepted(body.getBytes(UTF_8));

    assertThat(delivery.key()).hasToString(unnamed(delivery));
  }

  @ParameterizedTest
  @ValueSource(strings = {"[", "{\"a\":", "{\"repository\":"})
  void tenThousandLevelsAreNoRepository(String level) throws Exception {
    Delivery delivery = accepted(level.repeat(10_000).getBytes(UTF_8));

    assertThat(delivery.key()).hasToString(unnamed(delivery));
  }

  @Test
  void tenThousandLevelsAfterTheRepositoryDoNotMatterHere() throws Exception {
    String deep = "[".repeat(10_000) + "]".repeat(10_000);

    assertThat(keyOf("{\"repository\":{\"full_name\":\"acme/network\"},\"x\":" + deep + "}"))
        .isEqualTo(NAMED);
  }

  /** The processor refuses both bodies; what counts here is that their key is always the same. */
  @Test
  void ofTwoRepositoriesTheFirstIsTheKey() throws Exception {
    assertThat(
            keyOf(
                "{\"repository\":{\"full_name\":\"acme/network\"},"
                    + "\"repository\":{\"full_name\":\"other/one\"}}"))
        .isEqualTo(NAMED);
    assertThat(keyOf("{\"repository\":{\"full_name\":\"acme/network\",\"full_name\":\"o/o\"}}"))
        .isEqualTo(NAMED);
  }

  @Test
  void otherDuplicateKeysDoNotHideTheRepository() throws Exception {
    assertThat(keyOf("{\"push\":1,\"push\":2,\"repository\":{\"full_name\":\"acme/network\"}}"))
        .isEqualTo(NAMED);
  }

  @Test
  void aByteOrderMarkIsReadOver() throws Exception {
    assertThat(keyOf("\ufeff" + PUSH)).isEqualTo(NAMED);
  }

  @Test
  void otherEncodingsOfUnicodeAreRead() throws Exception {
    assertThat(accepted(PUSH.getBytes(UTF_16LE)).key()).hasToString(NAMED);
  }

  /** Its key is of no account: what is no UTF-8 is no JSON, and becomes a dead letter. */
  @Test
  void bytesThatAreNoUtf8AreKeptAsTheyAre() throws Exception {
    byte[] body = PUSH.replace("main", "m\u00e4in").getBytes(ISO_8859_1);

    assertThat(accepted(body).body()).isEqualTo(body);
  }

  @Test
  void aPackedBodyIsNotUnpacked() throws Exception {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(PUSH.getBytes(UTF_8));
    }

    Delivery delivery = accepted(packed.toByteArray());

    assertThat(delivery.body()).isEqualTo(packed.toByteArray());
    assertThat(delivery.key()).hasToString(unnamed(delivery));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0})
  void aBodyUpToTheLimitIsTaken(int more) throws Exception {
    byte[] body = Arrays.copyOf(PUSH.getBytes(UTF_8), Limits.WEBHOOK_BODY_BYTES + more);

    assertThat(accepted(body).key()).hasToString(NAMED);
  }

  private static String keyOf(String body) throws Exception {
    return accepted(body.getBytes(UTF_8)).key().toString();
  }

  private static String unnamed(Delivery delivery) {
    return "acme/bitbucket-cloud/-/" + delivery.id();
  }

  private static Delivery accepted(byte[] body) throws Exception {
    server.publisher.published.clear();
    HttpResponse<String> response =
        server.send(
            server
                .webhook(FakeSecrets.KNOWN)
                .header("X-Event-Key", "repo:push")
                .header("X-Hub-Signature", Signed.signature(body))
                .POST(BodyPublishers.ofByteArray(body)));
    assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    return server.publisher.published.getFirst();
  }
}
