/** The whole of Uplink on one machine. */
@NullMarked
package dev.uplink.local;

import org.jspecify.annotations.NullMarked;
