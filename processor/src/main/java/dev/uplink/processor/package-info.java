/** Resolves, decides, commands. */
@NullMarked
package dev.uplink.processor;

import org.jspecify.annotations.NullMarked;
