package dev.uplink.processor.decide;

import dev.uplink.schemas.id.RunId;
import org.jspecify.annotations.Nullable;

/**
 * The run that a key stands for.
 *
 * @param pullRequest the one its scheduler was told of; null when of none
 */
public record KnownRun(RunId id, @Nullable Long pullRequest) {}
