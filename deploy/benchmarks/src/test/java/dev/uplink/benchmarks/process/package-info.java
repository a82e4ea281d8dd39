/** Tests of what is asked of processes. */
@NullMarked
package dev.uplink.benchmarks.process;

import org.jspecify.annotations.NullMarked;
