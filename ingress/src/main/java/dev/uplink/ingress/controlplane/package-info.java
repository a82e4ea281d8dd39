/**
 * What people set up: Spaces, integrations, stacks and modules, kept in PostgreSQL and published to
 * Kafka.
 */
@NullMarked
package dev.uplink.ingress.controlplane;

import org.jspecify.annotations.NullMarked;
