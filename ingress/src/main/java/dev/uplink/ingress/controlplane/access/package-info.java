/** Who is calling, and the roles they have. */
@NullMarked
package dev.uplink.ingress.controlplane.access;

import org.jspecify.annotations.NullMarked;
