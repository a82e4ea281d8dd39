/** Tests. */
@NullMarked
package dev.uplink.notifier.bitbucket;

import org.jspecify.annotations.NullMarked;
