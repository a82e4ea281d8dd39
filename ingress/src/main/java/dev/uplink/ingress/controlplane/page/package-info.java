/** Lists in pages. */
@NullMarked
package dev.uplink.ingress.controlplane.page;

import org.jspecify.annotations.NullMarked;
