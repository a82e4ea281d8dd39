/** What a benchmark makes by the API that everyone uses. */
@NullMarked
package dev.uplink.benchmarks.setup;

import org.jspecify.annotations.NullMarked;
