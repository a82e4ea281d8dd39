/** A Kafka that asks everybody who they are, and lets each do what it needs. */
@NullMarked
package dev.uplink.local.secured;

import org.jspecify.annotations.NullMarked;
