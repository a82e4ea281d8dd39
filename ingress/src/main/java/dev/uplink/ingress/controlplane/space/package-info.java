/** The tree of Spaces and what may be used where in it. */
@NullMarked
package dev.uplink.ingress.controlplane.space;

import org.jspecify.annotations.NullMarked;
