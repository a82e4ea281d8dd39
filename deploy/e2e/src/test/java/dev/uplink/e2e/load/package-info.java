/** Webhooks at a steady rate, and a scheduler that answers with updates out of order. */
@NullMarked
package dev.uplink.e2e.load;

import org.jspecify.annotations.NullMarked;
