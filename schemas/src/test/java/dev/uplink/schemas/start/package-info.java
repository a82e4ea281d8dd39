@NullMarked
package dev.uplink.schemas.start;

import org.jspecify.annotations.NullMarked;
