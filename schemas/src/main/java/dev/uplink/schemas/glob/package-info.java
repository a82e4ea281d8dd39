/** Patterns over paths and tag names: one syntax, checked where they are set, matched elsewhere. */
@NullMarked
package dev.uplink.schemas.glob;

import org.jspecify.annotations.NullMarked;
