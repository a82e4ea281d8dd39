/** Running the topology: start, replaced threads, health, end. */
@NullMarked
package dev.uplink.processor.lifecycle;

import org.jspecify.annotations.NullMarked;
