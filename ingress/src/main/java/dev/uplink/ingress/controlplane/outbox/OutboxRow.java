package dev.uplink.ingress.controlplane.outbox;

import java.util.Optional;

/**
 * One record that waits to be published.
 *
 * @param id the order of appending; ids commit out of order and have gaps
 * @param value the bytes as they go to Kafka; empty for a tombstone
 */
record OutboxRow(long id, String topic, String key, Optional<byte[]> value) {}
