/** Tests of local mode as a whole. */
@NullMarked
package dev.uplink.local;

import org.jspecify.annotations.NullMarked;
