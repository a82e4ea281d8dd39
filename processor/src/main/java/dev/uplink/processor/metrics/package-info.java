/** Counters of the processor. */
@NullMarked
package dev.uplink.processor.metrics;

import org.jspecify.annotations.NullMarked;
