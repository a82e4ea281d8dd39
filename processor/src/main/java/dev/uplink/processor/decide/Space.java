package dev.uplink.processor.decide;

import org.jspecify.annotations.Nullable;

/** A node of the account's tree; only the root has no parent. */
public record Space(String id, String name, @Nullable String parentId, boolean inherits) {

  /** As people call it, and as it cannot be taken for another of that name. */
  String words() {
    return name.equals(id) ? id : name + " (" + id + ")";
  }
}
