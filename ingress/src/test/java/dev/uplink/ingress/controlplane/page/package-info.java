/** Pages and cursors. */
@NullMarked
package dev.uplink.ingress.controlplane.page;

import org.jspecify.annotations.NullMarked;
