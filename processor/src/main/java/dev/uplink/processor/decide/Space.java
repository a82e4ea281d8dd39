package dev.uplink.processor.decide;

import org.jspecify.annotations.Nullable;

/** A node of the account's tree; only the root has no parent. */
public record Space(String id, @Nullable String parentId, boolean inherits) {}
