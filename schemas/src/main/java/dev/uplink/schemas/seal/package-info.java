/** What can be said of sealed secrets without opening them. */
@NullMarked
package dev.uplink.schemas.seal;

import org.jspecify.annotations.NullMarked;
