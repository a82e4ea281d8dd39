package dev.uplink.processor.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.DupDetector;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.ValueNode;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetterReason;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body into a tree, strictly in what JSON is and blind to what we never use. Of numbers
 * only ids are of use: whole ones of at most 18 digits are kept. Others are checked but not
 * converted, and null in the tree: one of a million digits would otherwise cost seconds.
 */
final class JsonBody {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  /** What is in these is only checked to be JSON: it is most of a body, and nobody reads it. */
  private static final Set<String> UNREAD =
      Set.of(
          "avatar",
          "commits",
          "links",
          "merge_strategies",
          "owner",
          "parents",
          "participants",
          "properties",
          "rendered",
          "reviewers",
          "summary",
          "workspace");

  /** As many as always fit a long. */
  private static final int ID_DIGITS = 18;

  /** Nesting is counted here, to tell "too deep" from "not JSON"; sizes are bounded by the edge. */
  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Names come from outside. They are not the JVM's to keep; and names whose hashes collide
          // are no fault of a body, but would end its reading with an IllegalStateException.
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final JsonParser parser;

  private JsonBody(JsonParser parser) {
    this.parser = parser;
  }

  /** The object that the body is. */
  static ObjectNode read(byte[] body) throws UnusableBodyException {
    try (JsonParser parser = JSON.createParser(body)) {
      JsonNode root = new JsonBody(parser).document();
      if (root instanceof ObjectNode object) {
        return object;
      }
      throw new UnusableBodyException(
          DeadLetterReason.NOT_AN_OBJECT, "the body is JSON, but not an object");
    } catch (IOException e) {
      // The parser's own message would quote the body.
      throw new UnusableBodyException(
          DeadLetterReason.NOT_JSON, "the body is not JSON: " + e.getClass().getSimpleName());
    }
  }

  private JsonNode document() throws IOException, UnusableBodyException {
    JsonNode root = value(parser.nextToken(), 0);
    if (parser.nextToken() != null) {
      throw new UnusableBodyException(
          DeadLetterReason.NOT_JSON, "the body goes on after its JSON value");
    }
    return root;
  }

  /** The depth is that of the value's surroundings, so the recursion is bounded by the limit. */
  private JsonNode value(@Nullable JsonToken token, int depth)
      throws IOException, UnusableBodyException {
    if (token == null) {
      throw endsEarly();
    }
    return switch (token) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case VALUE_STRING -> NODES.textNode(parser.getText());
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NUMBER_INT -> whole();
      case VALUE_NULL, VALUE_NUMBER_FLOAT -> NODES.nullNode();
      case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new IllegalStateException("the parser gave " + token + " for a value");
    };
  }

  private ValueNode whole() throws IOException {
    // The text of a negative one has a sign too: it has a digit less, which nothing needs.
    return parser.getTextLength() <= ID_DIGITS
        ? NODES.numberNode(parser.getLongValue())
        : NODES.nullNode();
  }

  private ObjectNode object(int depth) throws IOException, UnusableBodyException {
    ObjectNode object = NODES.objectNode();
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      JsonToken token = parser.nextToken();
      JsonNode value = UNREAD.contains(name) ? unread(token, depth) : value(token, depth);
      if (object.replace(name, value) != null) {
        throw twice();
      }
    }
    return object;
  }

  /** Nesting and keys count all the same. */
  private JsonNode unread(@Nullable JsonToken token, int depth)
      throws IOException, UnusableBodyException {
    if (token == JsonToken.START_OBJECT) {
      int inside = deeper(depth);
      DupDetector names = DupDetector.rootDetector(parser);
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        if (names.isDup(parser.currentName())) {
          throw twice();
        }
        unread(parser.nextToken(), inside);
      }
    } else if (token == JsonToken.START_ARRAY) {
      int inside = deeper(depth);
      for (@Nullable JsonToken each = parser.nextToken();
          each != JsonToken.END_ARRAY;
          each = parser.nextToken()) {
        unread(each, inside);
      }
    } else if (token == null) {
      throw endsEarly();
    }
    return NODES.nullNode();
  }

  private ArrayNode array(int depth) throws IOException, UnusableBodyException {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      array.add(value(token, depth));
    }
    return array;
  }

  private static UnusableBodyException endsEarly() {
    return new UnusableBodyException(DeadLetterReason.NOT_JSON, "the body ends too early");
  }

  /** Two readers that each take another one of the two would act on different events. */
  private static UnusableBodyException twice() {
    return new UnusableBodyException(
        DeadLetterReason.DUPLICATE_KEYS, "an object of the body has a key twice");
  }

  private static int deeper(int depth) throws UnusableBodyException {
    if (depth == Limits.JSON_DEPTH) {
      throw new UnusableBodyException(
          DeadLetterReason.NESTED_TOO_DEEP,
          "the body is nested deeper than " + Limits.JSON_DEPTH + " levels");
    }
    return depth + 1;
  }
}
