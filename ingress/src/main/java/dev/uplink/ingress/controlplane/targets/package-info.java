/** Stacks and modules: where their code is and whether it can be reached. */
@NullMarked
package dev.uplink.ingress.controlplane.targets;

import org.jspecify.annotations.NullMarked;
