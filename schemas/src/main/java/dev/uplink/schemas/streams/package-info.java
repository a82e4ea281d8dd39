/**
 * How every Kafka Streams service runs: its properties, its life, and what becomes of what it
 * cannot process.
 */
@NullMarked
package dev.uplink.schemas.streams;

import org.jspecify.annotations.NullMarked;
