/** Lookups against a fake Bitbucket. */
@NullMarked
package dev.uplink.notifier.lookup;

import org.jspecify.annotations.NullMarked;
