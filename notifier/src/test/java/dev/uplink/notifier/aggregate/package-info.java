/** Tests. */
@NullMarked
package dev.uplink.notifier.aggregate;

import org.jspecify.annotations.NullMarked;
