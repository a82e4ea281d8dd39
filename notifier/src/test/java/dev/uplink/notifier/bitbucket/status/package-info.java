/** Tests. */
@NullMarked
package dev.uplink.notifier.bitbucket.status;

import org.jspecify.annotations.NullMarked;
