/** What a decision costs, beside a topology that decides nothing. */
@NullMarked
package dev.uplink.benchmarks.decide;

import org.jspecify.annotations.NullMarked;
