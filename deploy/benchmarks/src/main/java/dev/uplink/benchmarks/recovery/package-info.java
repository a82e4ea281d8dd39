/** How long it takes until what was lost is there again. */
@NullMarked
package dev.uplink.benchmarks.recovery;

import org.jspecify.annotations.NullMarked;
