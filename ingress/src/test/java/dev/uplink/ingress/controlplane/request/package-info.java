/** Strict reading. */
@NullMarked
package dev.uplink.ingress.controlplane.request;

import org.jspecify.annotations.NullMarked;
