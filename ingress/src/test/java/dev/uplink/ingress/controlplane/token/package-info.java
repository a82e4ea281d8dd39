/** Tokens. */
@NullMarked
package dev.uplink.ingress.controlplane.token;

import org.jspecify.annotations.NullMarked;
