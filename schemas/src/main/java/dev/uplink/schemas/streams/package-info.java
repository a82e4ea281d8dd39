/**
 * How every Kafka Streams service runs: its properties, and what becomes of what it cannot process.
 */
@NullMarked
package dev.uplink.schemas.streams;

import org.jspecify.annotations.NullMarked;
