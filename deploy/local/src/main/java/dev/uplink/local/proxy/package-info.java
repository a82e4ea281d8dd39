/** A way to Kafka that can be slowed, held up and cut. */
@NullMarked
package dev.uplink.local.proxy;

import org.jspecify.annotations.NullMarked;
