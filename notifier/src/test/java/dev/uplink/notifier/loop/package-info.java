/** Tests. */
@NullMarked
package dev.uplink.notifier.loop;

import org.jspecify.annotations.NullMarked;
