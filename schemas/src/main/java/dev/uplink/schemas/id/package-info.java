/** Identifiers as validated values, and how derived ones are computed. */
@NullMarked
package dev.uplink.schemas.id;

import org.jspecify.annotations.NullMarked;
