/** Tests of the load. */
@NullMarked
package dev.uplink.benchmarks.load;

import org.jspecify.annotations.NullMarked;
