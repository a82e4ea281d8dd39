/** What was refused. */
@NullMarked
package dev.uplink.ingress.webhook.refusals;

import org.jspecify.annotations.NullMarked;
