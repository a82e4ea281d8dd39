package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.uplink.ingress.RunningIngress;
import dev.uplink.ingress.controlplane.Api.Answer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Follows the guides: each command is sent, one after the other, and answered as the comment before
 * it says. The comment also says what of the answer the reader keeps, as {@code STACK=id}.
 */
class GuidesIT {
  private static final Pattern BLOCK =
      Pattern.compile("(?:<!-- ([^\n]*) -->\n)?```\n(curl .*?)```", Pattern.DOTALL);

  private static final String TO_BITBUCKET = "to Bitbucket";

  private final Api api = new Api();

  @ParameterizedTest
  @ValueSource(strings = {"docs/bitbucket-cloud.md", "docs/bitbucket-data-center.md"})
  void everyCommandIsAnsweredAsTheGuideSays(String guide) throws IOException {
    Map<String, String> kept = new HashMap<>();
    kept.put("UPLINK", RunningIngress.instance().apiUrl());
    kept.put("TOKEN", RunningIngress.TOKEN);
    String text = Files.readString(Path.of(guide));
    List<MatchResult> blocks = BLOCK.matcher(text).results().toList();

    for (MatchResult block : blocks) {
      String said = String.valueOf(block.group(1));
      if (!said.equals(TO_BITBUCKET)) {
        follow(said, block.group(2), kept);
      }
    }

    assertThat(blocks).hasSize(text.split("\ncurl ", -1).length - 1).hasSizeGreaterThan(10);
  }

  /** "answers 201 STACK=id", "answers 409 VCS_DETACHED". */
  private void follow(String said, String command, Map<String, String> kept) {
    String[] words = said.split(" ", -1);
    assertThat(words[0]).as("what stands before %s", command).isEqualTo("answers");
    CurlCommand curl = CurlCommand.parse(command, kept);

    Answer answer = send(curl);

    assertThat(answer.status()).as("%s%n%s", command, answer).isEqualTo(Integer.parseInt(words[1]));
    for (int i = 2; i < words.length; i++) {
      String[] keep = words[i].split("=", -1);
      if (keep.length == 2) {
        JsonNode field = answer.body().path(keep[1]);
        assertThat(field.isTextual()).as("%s of %s", keep[1], answer).isTrue();
        kept.put(keep[0], field.asText());
      } else {
        assertThat(answer.text("code")).isEqualTo(words[i]);
      }
    }
  }

  private Answer send(CurlCommand curl) {
    BodyPublisher body =
        curl.body() == null ? BodyPublishers.noBody() : BodyPublishers.ofString(curl.body());
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(here(curl.url()))).method(curl.method(), body);
    curl.headers().forEach(request::setHeader);
    return api.send(request);
  }

  /** Webhook endpoints begin with what Bitbucket would reach. */
  private static String here(String url) {
    return url.replaceFirst(
        "^https://hooks\\.example\\.com", RunningIngress.instance().webhookUrl());
  }
}
