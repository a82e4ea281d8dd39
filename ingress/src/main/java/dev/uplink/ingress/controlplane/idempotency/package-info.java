/** Creations that may be asked for twice. */
@NullMarked
package dev.uplink.ingress.controlplane.idempotency;

import org.jspecify.annotations.NullMarked;
