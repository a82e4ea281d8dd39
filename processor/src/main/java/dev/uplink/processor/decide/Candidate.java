package dev.uplink.processor.decide;

/** A target that an event is about. */
public record Candidate(Target target, Attachment attachment) {}
