/** Tells Bitbucket what it should show: newest first, tried again, nobody held up by another. */
@NullMarked
package dev.uplink.notifier.delivery;

import org.jspecify.annotations.NullMarked;
