/** How it gets into the database. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery.projection;

import org.jspecify.annotations.NullMarked;
