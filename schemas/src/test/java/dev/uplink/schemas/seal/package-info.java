@NullMarked
package dev.uplink.schemas.seal;

import org.jspecify.annotations.NullMarked;
