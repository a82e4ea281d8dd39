/** The topology: decisions and run updates in, commit statuses out. Knows nothing of Micronaut. */
@NullMarked
package dev.uplink.notifier.topology;

import org.jspecify.annotations.NullMarked;
