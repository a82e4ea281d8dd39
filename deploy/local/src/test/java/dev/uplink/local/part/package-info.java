/** Tests of how parts run. */
@NullMarked
package dev.uplink.local.part;

import org.jspecify.annotations.NullMarked;
