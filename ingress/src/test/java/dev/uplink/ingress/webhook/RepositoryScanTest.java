package dev.uplink.ingress.webhook;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.BitbucketProduct;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryScanTest {
  private static final String CLOUD_PUSH =
      """
      {"push":{"changes":[{"new":{"name":"main","repository":{"full_name":"not/this"}}}]},
       "actor":{"display_name":"杨渊"},
       "repository":{"type":"repository","name":"Network","full_name":"acme/network","links":{}}}
      """;

  private static final String DATA_CENTER_PUSH =
      """
      {"eventKey":"repo:refs_changed","actor":{"name":"ada","slug":"ada"},
       "repository":{"slug":"network","id":84,"name":"Net work","origin":{"slug":"not-this"},
         "project":{"owner":{"slug":"no"},"key":"~Ada.L_EXAMPLE","id":84}},"changes":[]}
      """;

  private static final String DATA_CENTER_PULL_REQUEST =
      """
      {"eventKey":"pr:opened","pullRequest":{"id":1,
        "fromRef":{"id":"refs/heads/x","repository":{"slug":"fork","project":{"key":"~ADA"}}},
        "toRef":{"id":"refs/heads/main","repository":{"project":{"key":"NET"},"slug":"core"}}}}
      """;

  @Test
  void cloudNamesItByItsFullName() {
    assertThat(scan(CLOUD_PUSH, CLOUD, "repo:push"))
        .contains(new RepositoryName("acme", "network"));
  }

  @Test
  void cloudPullRequestsAreNamedByTheirOwnRepository() {
    String body =
        """
        {"pullrequest":{"source":{"repository":{"full_name":"fork/x"}}},
         "repository":{"full_name":"acme/network"}}
        """;

    assertThat(scan(body, CLOUD, "pullrequest:created"))
        .contains(new RepositoryName("acme", "network"));
  }

  @Test
  void dataCenterNamesItByProjectKeyAndSlug() {
    assertThat(scan(DATA_CENTER_PUSH, DATA_CENTER, "repo:refs_changed"))
        .contains(new RepositoryName("~Ada.L_EXAMPLE", "network"));
  }

  @Test
  void dataCenterPullRequestsAreNamedByTheirTarget() {
    assertThat(scan(DATA_CENTER_PULL_REQUEST, DATA_CENTER, "pr:opened"))
        .contains(new RepositoryName("NET", "core"));
  }

  @Test
  void whatFollowsTheRepositoryIsNotRead() {
    String brokenAfter = "{\"repository\":{\"full_name\":\"acme/network\"";

    assertThat(scan(brokenAfter, CLOUD, "repo:push"))
        .contains(new RepositoryName("acme", "network"));
  }

  @Test
  void ofTwoRepositoriesTheFirstCounts() {
    String body = "{\"repository\":{\"full_name\":\"a/b\"},\"repository\":{\"full_name\":\"c/d\"}}";

    assertThat(scan(body, CLOUD, "repo:push")).contains(new RepositoryName("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "[{\"repository\":{\"full_name\":\"a/b\"}}]",
        "\"repository\"",
        "{}",
        "{\"repository\":null}",
        "{\"repository\":[]}",
        "{\"repository\":\"a/b\"}",
        "{\"repository\":{}}",
        "{\"repository\":{\"full_name\":null}}",
        "{\"repository\":{\"full_name\":7}}",
        "{\"repository\":{\"full_name\":{\"full_name\":\"a/b\"}}}",
        "{\"other\":{\"repository\":{\"full_name\":\"a/b\"}}}",
        "{'repository':{'full_name':'a/b'}}"
      })
  void aBodyWithoutARepositoryNamesNone(String body) {
    assertThat(scan(body, CLOUD, "repo:push")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "a",
        "a/",
        "/b",
        "a/b/c",
        "a//b",
        "-/b",
        "a b/c",
        "a\\u0000/b",
        "a/b\\n",
        "\\ud800/b",
        "a\\u00a0/b"
      })
  void oddNamesAreNoNames(String fullName) {
    String body = "{\"repository\":{\"full_name\":\"" + fullName + "\"}}";

    assertThat(scan(body, CLOUD, "repo:push")).isEmpty();
  }

  @Test
  void namesAreBounded() {
    String longest = "a".repeat(255);

    assertThat(RepositoryName.of(longest, "b")).isPresent();
    assertThat(RepositoryName.of(longest + "a", "b")).isEmpty();
  }

  @Test
  void dataCenterNeedsBothKeyAndSlug() {
    assertThat(scan("{\"repository\":{\"slug\":\"b\"}}", DATA_CENTER, "repo:modified")).isEmpty();
    assertThat(scan("{\"repository\":{\"project\":{\"key\":\"A\"}}}", DATA_CENTER, "repo:modified"))
        .isEmpty();
  }

  @Test
  void nestingUpToTheLimitIsReadOver() {
    assertThat(scan(nested(Limits.JSON_DEPTH - 1), CLOUD, "repo:push")).isPresent();
    assertThat(scan(nested(Limits.JSON_DEPTH), CLOUD, "repo:push")).isEmpty();
  }

  @Test
  void longNamesAndNumbersAreReadOver() {
    String body =
        "{\"%s\":1,\"n\":%s,\"repository\":{\"full_name\":\"a/b\"}}"
            .formatted("k".repeat(200_000), "9".repeat(200_000));

    assertThat(scan(body, CLOUD, "repo:push")).contains(new RepositoryName("a", "b"));
  }

  @ParameterizedTest
  @EnumSource(BitbucketProduct.class)
  void noPrefixOfABodyThrows(BitbucketProduct product) {
    for (String body : new String[] {CLOUD_PUSH, DATA_CENTER_PUSH, DATA_CENTER_PULL_REQUEST}) {
      byte[] bytes = body.getBytes(UTF_8);
      for (int length = 0; length <= bytes.length; length++) {
        byte[] prefix = Arrays.copyOf(bytes, length);
        assertThatCode(() -> RepositoryScan.find(prefix, product, "pr:opened"))
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void noDamagedBodyThrows() {
    Random random = new Random(20_260_101);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = DATA_CENTER_PULL_REQUEST.getBytes(round % 2 == 0 ? UTF_8 : UTF_16LE);
      for (int damage = 0; damage <= random.nextInt(8); damage++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertThatCode(() -> RepositoryScan.find(bytes, DATA_CENTER, "pr:opened"))
          .doesNotThrowAnyException();
    }
  }

  private static String nested(int levels) {
    return "{\"deep\":"
        + "[".repeat(levels)
        + "]".repeat(levels)
        + ",\"repository\":{\"full_name\":\"a/b\"}}";
  }

  private static Optional<RepositoryName> scan(
      String body, BitbucketProduct product, String eventKey) {
    return RepositoryScan.find(body.getBytes(UTF_8), product, eventKey);
  }
}
