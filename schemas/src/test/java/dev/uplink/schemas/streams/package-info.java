@NullMarked
package dev.uplink.schemas.streams;

import org.jspecify.annotations.NullMarked;
