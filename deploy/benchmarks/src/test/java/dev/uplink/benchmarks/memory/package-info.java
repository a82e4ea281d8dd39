/** Tests of what is asked of services. */
@NullMarked
package dev.uplink.benchmarks.memory;

import org.jspecify.annotations.NullMarked;
