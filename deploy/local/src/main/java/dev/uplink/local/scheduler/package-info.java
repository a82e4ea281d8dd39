/** A sample of what consumes run commands: every run goes through its states by itself. */
@NullMarked
package dev.uplink.local.scheduler;

import org.jspecify.annotations.NullMarked;
