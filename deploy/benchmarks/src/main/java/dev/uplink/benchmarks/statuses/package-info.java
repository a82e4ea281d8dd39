/** How statuses reach a Bitbucket that takes its time, or does not answer at all. */
@NullMarked
package dev.uplink.benchmarks.statuses;

import org.jspecify.annotations.NullMarked;
