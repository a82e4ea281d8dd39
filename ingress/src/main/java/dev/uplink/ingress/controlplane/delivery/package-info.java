/** What became of each webhook, as the API tells it. */
@NullMarked
package dev.uplink.ingress.controlplane.delivery;

import org.jspecify.annotations.NullMarked;
