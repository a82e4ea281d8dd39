package dev.uplink.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * One changed file.
 *
 * @param oldPath null when the file is new
 * @param newPath null when it is gone
 */
record Change(@Nullable String oldPath, @Nullable String newPath) {
  /** From a path, which was modified, or from {@code {"old", "new"}}. */
  static Change of(JsonNode told) {
    return told.isTextual()
        ? new Change(told.textValue(), told.textValue())
        : new Change(told.path("old").textValue(), told.path("new").textValue());
  }

  /** Data Center's word for it. */
  String type() {
    if (oldPath == null) {
      return "ADD";
    }
    if (newPath == null) {
      return "DELETE";
    }
    return oldPath.equals(newPath) ? "MODIFY" : "MOVE";
  }
}
