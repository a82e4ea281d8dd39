/** Tests of the arithmetic. */
@NullMarked
package dev.uplink.benchmarks.ingest;

import org.jspecify.annotations.NullMarked;
