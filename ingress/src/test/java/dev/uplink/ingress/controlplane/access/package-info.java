/** Tokens. */
@NullMarked
package dev.uplink.ingress.controlplane.access;

import org.jspecify.annotations.NullMarked;
