/** Open-loop load: when each request is due stands fast before the first is sent. */
@NullMarked
package dev.uplink.benchmarks.load;

import org.jspecify.annotations.NullMarked;
