@NullMarked
package dev.uplink.schemas.host;

import org.jspecify.annotations.NullMarked;
