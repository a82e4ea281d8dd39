/** What it costs to work out which statuses a run update changes. */
@NullMarked
package dev.uplink.benchmarks.aggregate;

import org.jspecify.annotations.NullMarked;
