/** The outbox, on a real database and a real broker. */
@NullMarked
package dev.uplink.ingress.controlplane.outbox;

import org.jspecify.annotations.NullMarked;
