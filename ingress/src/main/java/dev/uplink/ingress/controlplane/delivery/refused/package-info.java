/** Webhooks that were refused, for those who look for one that is set up wrongly. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery.refused;

import org.jspecify.annotations.NullMarked;
