@NullMarked
package dev.uplink.benchmarks.outbox;

import org.jspecify.annotations.NullMarked;
