/** Tests of the webhook edge. */
@NullMarked
package dev.uplink.ingress.webhook;

import org.jspecify.annotations.NullMarked;
