package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;

/** A branch went from one commit to another. */
public record Movement(CommitSha from, CommitSha to) {}
