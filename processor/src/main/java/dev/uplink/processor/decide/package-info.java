/** Decisions: pure functions from an event and what is known to what is to be done. */
@NullMarked
package dev.uplink.processor.decide;

import org.jspecify.annotations.NullMarked;
