package dev.uplink.ingress.controlplane.delivery;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * What a decision said of one target and ref; the words are those of uplink.decisions.
 *
 * @param detail what the reason rests on, in plain words
 */
@Introspected
public record Outcome(
    String targetId,
    String targetSlug,
    String targetKind,
    String outcome,
    @Nullable String reason,
    @Nullable String runId,
    @Nullable String runType,
    @Nullable String commitSha,
    @Nullable String refType,
    @Nullable String refName,
    @Nullable Long pullRequestId,
    boolean changedFilesKnown,
    @Nullable String detail) {}
