package dev.uplink.ingress.webhook;

import static dev.uplink.schemas.id.BitbucketProduct.CLOUD;
import static dev.uplink.schemas.id.BitbucketProduct.DATA_CENTER;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.uplink.schemas.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Any bytes that are signed reach the scan. It must never throw; what it has found must not depend
 * on what follows; and where a whole parser accepts the body, both must name the same repository,
 * or the processor would make a dead letter of a good webhook.
 */
class RepositoryScanFuzz {
  private static final byte[] MORE = "}]}\"x\0\u00ff{".getBytes(UTF_8);

  private static final JsonMapper WHOLE =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    WHOLE
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(Limits.JSON_DEPTH).build());
  }

  @FuzzTest(maxDuration = "20s")
  @DictionaryEntries({
    "\"repository\":{", "\"full_name\":\"", "\"project\":{", "\"key\":\"", "\"slug\":\"",
    "\"pullRequest\":{", "\"toRef\":{", "\\u002f", "\\ud83d", "acme/network\"}"
  })
  void theScanAgreesWithAWholeParser(byte[] body) {
    Optional<RepositoryName> cloud = RepositoryScan.find(body, CLOUD, "repo:push");
    Optional<RepositoryName> push = RepositoryScan.find(body, DATA_CENTER, "repo:refs_changed");
    Optional<RepositoryName> pullRequest = RepositoryScan.find(body, DATA_CENTER, "pr:opened");
    parse(body)
        .ifPresent(
            root -> {
              JsonNode target = root.path("pullRequest").path("toRef");
              assertThat(cloud).isEqualTo(cloud(root));
              assertThat(push).isEqualTo(dataCenter(root));
              assertThat(pullRequest).isEqualTo(dataCenter(target));
            });
    if (isUtf8(body)) {
      cloud.ifPresent(found -> assertFoundWhateverFollows(found, body));
    }
  }

  /** Jackson takes bodies with zeros for UTF-16 or UTF-32, and decodes the latter ahead. */
  private static boolean isUtf8(byte[] body) {
    for (byte next : body) {
      if (next == 0) {
        return false;
      }
    }
    return true;
  }

  private static void assertFoundWhateverFollows(RepositoryName found, byte[] body) {
    byte[] longer = Arrays.copyOf(body, body.length + MORE.length);
    System.arraycopy(MORE, 0, longer, body.length, MORE.length);
    assertThat(RepositoryScan.find(longer, CLOUD, "repo:push")).contains(found);
  }

  private static Optional<RepositoryName> cloud(JsonNode root) {
    JsonNode fullName = root.path("repository").path("full_name");
    List<String> parts =
        fullName.isTextual() ? List.of(fullName.textValue().split("/", -1)) : List.of();
    return parts.size() == 2 ? RepositoryName.of(parts.get(0), parts.get(1)) : Optional.empty();
  }

  private static Optional<RepositoryName> dataCenter(JsonNode parent) {
    JsonNode key = parent.path("repository").path("project").path("key");
    JsonNode slug = parent.path("repository").path("slug");
    return key.isTextual() && slug.isTextual()
        ? RepositoryName.of(key.textValue(), slug.textValue())
        : Optional.empty();
  }

  /** Empty for what is no JSON object, with each name once, in sound UTF-8. */
  private static Optional<JsonNode> parse(byte[] body) {
    try {
      UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      JsonNode root = WHOLE.readTree(body);
      return root.isObject() ? Optional.of(root) : Optional.empty();
    } catch (IOException notSound) {
      return Optional.empty();
    }
  }
}
