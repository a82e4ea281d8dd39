/** Everything that speaks to Bitbucket outward. */
@NullMarked
package dev.uplink.notifier;

import org.jspecify.annotations.NullMarked;
