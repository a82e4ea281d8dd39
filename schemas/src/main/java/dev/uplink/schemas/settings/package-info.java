/**
 * A service's settings: declared once, read from the environment, refused when missing or unknown.
 */
@NullMarked
package dev.uplink.schemas.settings;

import org.jspecify.annotations.NullMarked;
