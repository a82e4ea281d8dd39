@NullMarked
package dev.uplink.schemas.glob;

import org.jspecify.annotations.NullMarked;
