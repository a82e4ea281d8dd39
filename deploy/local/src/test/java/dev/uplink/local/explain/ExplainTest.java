package dev.uplink.local.explain;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.local.explain.ControlPlane.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExplainTest {
  private static final String TOLD =
      """
      {"id": "%s", "receivedAt": "2026-01-02T03:04:05Z", "status": "PENDING", "story": []}
      """;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ByteArrayOutputStream complained = new ByteArrayOutputStream();
  private final Map<String, Answer> answers = new HashMap<>();

  @Test
  void aDeliveryIsTold() {
    answers.put("/deliveries/d1", new Answer(200, json(TOLD.formatted("d1"))));

    assertThat(explained("d1")).isEqualTo(Explain.FOUND);
    assertThat(said.toString(UTF_8)).startsWith("Delivery d1: ");
  }

  @Test
  void ofACommitTheOldestDeliveryIsToldFirst() {
    answers.put(
        "/deliveries?limit=20&commitSha=abcdef1",
        page("{'id': 'd2', 'decision': {'commitSha': 'abcdef12'}}, {'id': 'd1'}"));
    answers.put("/deliveries/d1", new Answer(200, json(TOLD.formatted("d1"))));
    answers.put("/deliveries/d2", new Answer(200, json(TOLD.formatted("d2"))));

    assertThat(explained("ABCDEF1")).isEqualTo(Explain.FOUND);
    assertThat(said.toString(UTF_8)).containsSubsequence("Delivery d1", "Delivery d2");
  }

  @Test
  void aBeginningOfSeveralCommitsIsAskedBack() {
    answers.put(
        "/deliveries?limit=20&commitSha=abcdef1",
        page(
            "{'id': 'd2', 'decision': {'commitSha': 'abcdef12'}},"
                + "{'id': 'd1', 'decision': {'outcomes': [{'commitSha': 'abcdef13'}]}}"));

    assertThat(explained("abcdef1")).isEqualTo(Explain.CANNOT_ASK);
    assertThat(complained.toString(UTF_8)).contains("  abcdef12", "  abcdef13");
  }

  @Test
  void whatIsNotThereSaysWhereElseToLook() {
    answers.put("/deliveries?limit=20&commitSha=abcdef1", page(""));

    assertThat(explained("abcdef1")).isEqualTo(Explain.NOT_FOUND);
    assertThat(explained("nothing")).isEqualTo(Explain.NOT_FOUND);
    assertThat(complained.toString(UTF_8)).contains("/deliveries/refused");
  }

  @Test
  void aTokenThatIsRefusedIsNamed() {
    answers.put("/deliveries/d1", new Answer(401, json("{\"code\": \"TOKEN_UNKNOWN\"}")));

    assertThatExceptionOfType(CannotAskException.class)
        .isThrownBy(() -> explained("d1"))
        .withMessage("The control plane refuses UPLINK_ADMIN_TOKEN (401 TOKEN_UNKNOWN).");
  }

  @Test
  void withoutATokenItSaysWhereOneIs() {
    assertThat(run(Map.of(), "d1")).isEqualTo(Explain.CANNOT_ASK);
    assertThat(complained.toString(UTF_8)).contains("UPLINK_ADMIN_TOKEN is missing");
  }

  @Test
  void whereNobodyAnswersItSaysWhichPortItTried() {
    Map<String, String> environment =
        Map.of("UPLINK_API_PORT", "1", "UPLINK_ADMIN_TOKEN", "a-token-of-some-length");

    assertThat(run(environment, "d1")).isEqualTo(Explain.CANNOT_ASK);
    assertThat(complained.toString(UTF_8)).contains("Nobody answers on port 1", "UPLINK_API_PORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "../spaces", "--all"})
  void wordsThatNothingIsCalledAreRefused(String word) {
    assertThat(run(Map.of(), word)).isEqualTo(Explain.CANNOT_ASK);
    assertThat(complained.toString(UTF_8)).contains("Usage: deploy/local/explain");
  }

  private int run(Map<String, String> environment, String word) {
    return Explain.run(
        new String[] {word}, environment, new PrintStream(said), new PrintStream(complained));
  }

  private int explained(String word) {
    Explanation explanation =
        new Explanation(path -> answers.getOrDefault(path, new Answer(404, json("{}"))));
    return Explain.print(explanation.of(word), new PrintStream(said), new PrintStream(complained));
  }

  private static Answer page(String items) {
    return new Answer(
        200, json(("{'items': [" + items + "], 'nextCursor': null}").replace('\'', '"')));
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
