/** Tests of how strict the sandbox is. */
@NullMarked
package dev.uplink.local.sandbox;

import org.jspecify.annotations.NullMarked;
