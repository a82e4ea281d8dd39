/** Commit statuses, told: both products behind one call, and what their answers mean. */
@NullMarked
package dev.uplink.notifier.bitbucket.status;

import org.jspecify.annotations.NullMarked;
