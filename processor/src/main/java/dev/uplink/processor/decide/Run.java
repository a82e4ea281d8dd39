package dev.uplink.processor.decide;

import dev.uplink.schemas.id.RunId;

/** A run that an event started, or would have. */
public record Run(RunId id, RunKey key) {}
