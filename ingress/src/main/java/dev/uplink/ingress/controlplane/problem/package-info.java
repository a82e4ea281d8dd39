/** Every way to be refused. */
@NullMarked
package dev.uplink.ingress.controlplane.problem;

import org.jspecify.annotations.NullMarked;
