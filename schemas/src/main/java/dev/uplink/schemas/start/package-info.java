/** What every service checks before it starts, and how it says why it cannot. */
@NullMarked
package dev.uplink.schemas.start;

import org.jspecify.annotations.NullMarked;
