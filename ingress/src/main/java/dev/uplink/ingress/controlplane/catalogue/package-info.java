/** Entities as the records that other services read. */
@NullMarked
package dev.uplink.ingress.controlplane.catalogue;

import org.jspecify.annotations.NullMarked;
