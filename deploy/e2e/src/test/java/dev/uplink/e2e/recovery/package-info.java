/** What operators do when something is lost: their scripts, run on an Uplink that lost it. */
@NullMarked
package dev.uplink.e2e.recovery;

import org.jspecify.annotations.NullMarked;
