/** The program behind {@code deploy/local/explain}: why something happened, or nothing did. */
@NullMarked
package dev.uplink.local.explain;

import org.jspecify.annotations.NullMarked;
