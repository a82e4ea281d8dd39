/** Tests. */
@NullMarked
package dev.uplink.notifier.delivery;

import org.jspecify.annotations.NullMarked;
