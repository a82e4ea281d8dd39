package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.OpenApiDocument.Operation;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Examples are what people copy, so each is one that the schema beside it takes. */
class OpenApiExamplesTest {
  private final OpenApiDocument document = OpenApiDocument.served();

  @Test
  void everyRequestHasExamplesThatItsSchemaTakes() {
    List<String> wrong = new ArrayList<>();
    for (Operation operation : document.operations()) {
      JsonNode request = operation.node().path("requestBody");
      if (!request.isMissingNode()) {
        wrong.addAll(wrongExamples(operation + ", request", request));
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyAnswerWithABodyHasExamplesThatItsSchemaTakes() {
    List<String> wrong = new ArrayList<>();
    for (Operation operation : document.operations()) {
      for (Map.Entry<String, JsonNode> answer : operation.node().path("responses").properties()) {
        if (!answer.getKey().equals("204")) {
          wrong.addAll(wrongExamples(operation + ", " + answer.getKey(), answer.getValue()));
        }
      }
    }

    assertThat(wrong).isEmpty();
  }

  @Test
  void everyCodeOfAProblemIsShownWithItsStatusAndByAnOperation() {
    Set<String> shown = new HashSet<>();
    for (Operation operation : document.operations()) {
      document
          .content(operation.node().path("responses").path("default"))
          .values()
          .forEach(content -> content.path("examples").fieldNames().forEachRemaining(shown::add));
    }

    assertThat(shown).containsAll(Arrays.stream(ProblemCode.values()).map(Enum::name).toList());
    for (ProblemCode code : ProblemCode.values()) {
      JsonNode example = document.root().at("/components/examples/" + code + "/value");
      assertThat(example.path("code").asText()).isEqualTo(code.name());
      assertThat(example.path("status").asInt()).isEqualTo(code.status());
    }
  }

  /** Unquoted inside braces, what stands behind a comma is a key of its own. */
  @Test
  void noDescriptionEndsAtAComma() {
    List<String> cut = new ArrayList<>();
    for (Map.Entry<String, JsonNode> part : document.root().properties()) {
      keysWithoutValue(part.getKey(), part.getValue(), cut);
    }

    assertThat(cut).isEmpty();
  }

  private static void keysWithoutValue(String path, JsonNode node, List<String> found) {
    if (path.equals("components/examples")) {
      return;
    }
    for (Map.Entry<String, JsonNode> entry : node.properties()) {
      String at = path + "/" + entry.getKey();
      if (entry.getValue().isNull()) {
        found.add(at);
      }
      keysWithoutValue(at, entry.getValue(), found);
    }
  }

  @Test
  void aWrongExampleWouldBeFound() throws Exception {
    JsonNode space = document.root().at("/components/schemas/Space");
    JsonNode token = document.root().at("/components/schemas/NewToken");
    ObjectMapper json = new ObjectMapper();

    assertThat(document.errors(space, json.readTree("{\"id\": 1}")))
        .anyMatch(error -> error.contains("name"))
        .anyMatch(error -> error.contains("string expected"));
    assertThat(
            document.errors(
                token,
                json.readTree(
                    """
                    {"name": "x", "expiresAt": "tomorrow", "colour": "red",
                     "roles": [{"spaceId": "root", "role": "OWNER"}]}\
                    """)))
        .anyMatch(error -> error.contains("date-time"))
        .anyMatch(error -> error.contains("colour"))
        .anyMatch(error -> error.contains("ADMIN"));
  }

  private List<String> wrongExamples(String where, JsonNode requestOrAnswer) {
    List<String> wrong = new ArrayList<>();
    Map<String, JsonNode> content = document.content(requestOrAnswer);
    content.forEach(
        (type, media) -> {
          if (media.path("examples").isEmpty()) {
            wrong.add(where + " has no example");
          }
          for (Map.Entry<String, JsonNode> example : media.path("examples").properties()) {
            JsonNode value = document.resolve(example.getValue()).path("value");
            for (String error : document.errors(media.path("schema"), value)) {
              wrong.add("%s, %s: %s".formatted(where, example.getKey(), error));
            }
          }
        });
    if (content.isEmpty()) {
      wrong.add(where + " is not described");
    }
    return wrong;
  }
}
