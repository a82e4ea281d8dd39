/** Triggers and what becomes of them. */
@NullMarked
package dev.uplink.ingress.controlplane.trigger;

import org.jspecify.annotations.NullMarked;
