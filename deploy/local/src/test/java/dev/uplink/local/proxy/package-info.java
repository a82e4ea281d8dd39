/** Tests of the way that can be disturbed. */
@NullMarked
package dev.uplink.local.proxy;

import org.jspecify.annotations.NullMarked;
