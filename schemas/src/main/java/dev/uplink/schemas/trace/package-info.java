/**
 * How services tell what they do for a delivery: spans of one trace, and fields of log lines. Who
 * does not ask for it pays nothing for it.
 */
@NullMarked
package dev.uplink.schemas.trace;

import org.jspecify.annotations.NullMarked;
