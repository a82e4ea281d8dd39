package dev.uplink.ingress.controlplane;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.StreamSupport;

/** The steps of a delivery's story as the API tells them. */
record ToldSteps(JsonNode delivery) {
  /**
   * The kinds in order, without those about stacks of other tests, which have the same repository.
   */
  List<String> kinds() {
    return delivery.path("story").findValuesAsText("kind").stream()
        .filter(kind -> !kind.startsWith("ATTACHED_"))
        .toList();
  }

  /** The first of a kind. */
  JsonNode step(String kind) {
    return StreamSupport.stream(delivery.path("story").spliterator(), false)
        .filter(step -> step.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + kind + " in " + delivery));
  }

  String text(String kind) {
    return step(kind).path("text").asText();
  }

  boolean has(String kind) {
    return kinds().contains(kind);
  }
}
