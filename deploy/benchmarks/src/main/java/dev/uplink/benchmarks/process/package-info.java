/** The processes of a benchmark: each server and the load are on their own. */
@NullMarked
package dev.uplink.benchmarks.process;

import org.jspecify.annotations.NullMarked;
