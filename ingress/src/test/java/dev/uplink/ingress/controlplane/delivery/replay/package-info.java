/** Putting stored bytes through again. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery.replay;

import org.jspecify.annotations.NullMarked;
