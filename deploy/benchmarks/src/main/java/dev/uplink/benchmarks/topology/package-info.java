/** Kafka Streams topologies, run to the end of a backlog. */
@NullMarked
package dev.uplink.benchmarks.topology;

import org.jspecify.annotations.NullMarked;
