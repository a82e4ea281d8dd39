/** Changes on their way from the database to Kafka, never lost, never out of order. */
@NullMarked
package dev.uplink.ingress.controlplane.outbox;

import org.jspecify.annotations.NullMarked;
