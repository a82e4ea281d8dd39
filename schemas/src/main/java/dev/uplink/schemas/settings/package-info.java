/**
 * How settings are declared once, read from the environment and refused when missing or unknown.
 * Which ones there are is said by the packages that need them, of which this one knows none.
 */
@NullMarked
package dev.uplink.schemas.settings;

import org.jspecify.annotations.NullMarked;
