/** How long the way takes: webhook to run command, run update to status call. */
@NullMarked
package dev.uplink.benchmarks.latency;

import org.jspecify.annotations.NullMarked;
