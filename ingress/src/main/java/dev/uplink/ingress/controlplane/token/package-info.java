/** API tokens: made, shown once, recognised, revoked. */
@NullMarked
package dev.uplink.ingress.controlplane.token;

import org.jspecify.annotations.NullMarked;
