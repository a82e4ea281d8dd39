/** The program behind {@code deploy/local/dry-run}: past deliveries by the present rules. */
@NullMarked
package dev.uplink.local.replay;

import org.jspecify.annotations.NullMarked;
