/** How fast changes get from the database to Kafka, beside how fast they can be committed. */
@NullMarked
package dev.uplink.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
