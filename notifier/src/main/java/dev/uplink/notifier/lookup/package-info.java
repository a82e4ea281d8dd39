/** The processor's questions to Bitbucket, answered. */
@NullMarked
package dev.uplink.notifier.lookup;

import org.jspecify.annotations.NullMarked;
