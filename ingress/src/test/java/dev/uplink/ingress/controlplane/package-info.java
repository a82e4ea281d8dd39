/** The control plane over HTTP, on a real database and a real broker. */
@NullMarked
package dev.uplink.ingress.controlplane;

import org.jspecify.annotations.NullMarked;
