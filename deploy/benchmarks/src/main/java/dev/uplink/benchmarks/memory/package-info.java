/** How much memory and disk each service takes, at rest and under load. */
@NullMarked
package dev.uplink.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
