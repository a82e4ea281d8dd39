/** Uplink as a whole, seen from outside: real processes, real parts, public interfaces only. */
@NullMarked
package dev.uplink.e2e;

import org.jspecify.annotations.NullMarked;
