@NullMarked
package dev.uplink.schemas.surroundings;

import org.jspecify.annotations.NullMarked;
