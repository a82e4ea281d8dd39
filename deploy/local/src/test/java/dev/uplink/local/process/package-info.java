/** Tests of child processes and their end. */
@NullMarked
package dev.uplink.local.process;

import org.jspecify.annotations.NullMarked;
