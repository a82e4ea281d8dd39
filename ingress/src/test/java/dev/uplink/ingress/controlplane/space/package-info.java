/** Rules of the tree of Spaces. */
@NullMarked
package dev.uplink.ingress.controlplane.space;

import org.jspecify.annotations.NullMarked;
