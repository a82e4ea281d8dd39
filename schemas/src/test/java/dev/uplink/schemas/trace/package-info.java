@NullMarked
package dev.uplink.schemas.trace;

import org.jspecify.annotations.NullMarked;
