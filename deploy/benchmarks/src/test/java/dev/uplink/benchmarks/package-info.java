/** Tests of the arithmetic. */
@NullMarked
package dev.uplink.benchmarks;

import org.jspecify.annotations.NullMarked;
