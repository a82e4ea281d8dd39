/** Tests of the dry run. */
@NullMarked
package dev.uplink.local.replay;

import org.jspecify.annotations.NullMarked;
