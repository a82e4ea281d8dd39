/** Kafka Streams: reads facts from stores, asks for a decision, writes stores, forwards. */
@NullMarked
package dev.uplink.processor.topology;

import org.jspecify.annotations.NullMarked;
