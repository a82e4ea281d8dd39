package dev.uplink.local.scheduler;

import java.time.Instant;

/** A run has reached a state; the version is 1 for the first. */
record RunReport(String runId, long version, Step step, Instant at) {}
