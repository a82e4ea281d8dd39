package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.TargetKind;

/** What a target is called in records; the slug is empty when the target is not known. */
public record TargetName(String id, String slug, TargetKind kind) {}
