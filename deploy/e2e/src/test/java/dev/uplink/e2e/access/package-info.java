/** What everybody asked Kafka for, and whether that is what their permissions say. */
@NullMarked
package dev.uplink.e2e.access;

import org.jspecify.annotations.NullMarked;
