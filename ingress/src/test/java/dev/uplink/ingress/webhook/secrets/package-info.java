/** Tests of the look-up of secrets. */
@NullMarked
package dev.uplink.ingress.webhook.secrets;

import org.jspecify.annotations.NullMarked;
