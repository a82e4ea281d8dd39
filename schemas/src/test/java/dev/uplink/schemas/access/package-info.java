@NullMarked
package dev.uplink.schemas.access;

import org.jspecify.annotations.NullMarked;
