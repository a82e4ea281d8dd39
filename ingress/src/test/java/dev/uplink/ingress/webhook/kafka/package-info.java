/** Tests of publishing. */
@NullMarked
package dev.uplink.ingress.webhook.kafka;

import org.jspecify.annotations.NullMarked;
