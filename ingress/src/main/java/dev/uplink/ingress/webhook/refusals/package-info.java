/** How refused webhooks get into the database, in a size that nobody outside can choose. */
@NullMarked
package dev.uplink.ingress.webhook.refusals;

import org.jspecify.annotations.NullMarked;
