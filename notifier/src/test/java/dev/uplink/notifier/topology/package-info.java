/** Tests. */
@NullMarked
package dev.uplink.notifier.topology;

import org.jspecify.annotations.NullMarked;
