@NullMarked
package dev.uplink.schemas.serde;

import org.jspecify.annotations.NullMarked;
