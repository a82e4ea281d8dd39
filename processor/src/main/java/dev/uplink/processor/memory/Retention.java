package dev.uplink.processor.memory;

import java.time.Duration;

/**
 * How long things are remembered, by the records' time.
 *
 * @param deliveries a delivery or trigger that comes again within it does nothing
 * @param runs a commit that comes again within it starts no second run
 */
public record Retention(Duration deliveries, Duration runs) {}
