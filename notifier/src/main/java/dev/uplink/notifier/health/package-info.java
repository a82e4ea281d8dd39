/** How integrations fare with their Bitbuckets, as their calls tell. */
@NullMarked
package dev.uplink.notifier.health;

import org.jspecify.annotations.NullMarked;
