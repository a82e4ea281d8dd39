/** Puts the stored bytes of a delivery through again. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery.replay;

import org.jspecify.annotations.NullMarked;
