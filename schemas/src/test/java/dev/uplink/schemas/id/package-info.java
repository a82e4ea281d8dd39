@NullMarked
package dev.uplink.schemas.id;

import org.jspecify.annotations.NullMarked;
