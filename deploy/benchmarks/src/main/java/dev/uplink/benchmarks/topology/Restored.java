package dev.uplink.benchmarks.topology;

/**
 * What losing the local disk cost.
 *
 * @param started how long it took, with how many records
 * @param bytes of the topics that hold them, as they lie on the broker
 */
public record Restored(Started started, long bytes) {}
