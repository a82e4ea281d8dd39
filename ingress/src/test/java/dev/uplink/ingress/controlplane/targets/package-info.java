/** Rules of stacks and modules. */
@NullMarked
package dev.uplink.ingress.controlplane.targets;

import org.jspecify.annotations.NullMarked;
