/** The runs that count at a commit: what its statuses are made of. */
@NullMarked
package dev.uplink.ingress.controlplane.checks;

import org.jspecify.annotations.NullMarked;
