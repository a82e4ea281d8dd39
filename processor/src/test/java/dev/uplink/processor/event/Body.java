package dev.uplink.processor.event;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** A webhook's body of which tests change what they are about; each change makes another one. */
record Body(JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();

  /** One of webhooks/, by its name without the ending. */
  static Body of(String file) {
    try {
      return new Body(JSON.readTree(Bodies.file(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** With that JSON there, whatever was there before. */
  Body with(String pointer, String value) {
    try {
      return with(JsonPointer.compile(pointer), JSON.readTree(value));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(value, e);
    }
  }

  Body with(JsonPointer pointer, JsonNode value) {
    JsonNode copy = json.deepCopy();
    String last = pointer.last().getMatchingProperty();
    switch (copy.at(pointer.head())) {
      case ObjectNode object -> object.set(last, value);
      case ArrayNode array -> array.set(Integer.parseInt(last), value);
      default -> throw new IllegalArgumentException("nothing at " + pointer.head());
    }
    return new Body(copy);
  }

  Body without(String pointer) {
    return without(JsonPointer.compile(pointer));
  }

  Body without(JsonPointer pointer) {
    JsonNode copy = json.deepCopy();
    String last = pointer.last().getMatchingProperty();
    switch (copy.at(pointer.head())) {
      case ObjectNode object -> object.remove(last);
      case ArrayNode array -> array.remove(Integer.parseInt(last));
      default -> throw new IllegalArgumentException("nothing at " + pointer.head());
    }
    return new Body(copy);
  }

  /** Of everything in it, the body itself left out. */
  List<JsonPointer> pointers() {
    List<JsonPointer> pointers = new ArrayList<>();
    collect(JsonPointer.empty(), json, pointers);
    return pointers;
  }

  private static void collect(JsonPointer at, JsonNode node, List<JsonPointer> pointers) {
    if (node instanceof ContainerNode<?>) {
      node.properties()
          .forEach(
              field -> {
                pointers.add(at.appendProperty(field.getKey()));
                collect(pointers.getLast(), field.getValue(), pointers);
              });
      for (int index = 0; node.isArray() && index < node.size(); index++) {
        pointers.add(at.appendIndex(index));
        collect(pointers.getLast(), node.get(index), pointers);
      }
    }
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
