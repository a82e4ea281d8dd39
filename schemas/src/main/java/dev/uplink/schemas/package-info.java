/** What two processes must agree on. Nothing here decides anything. */
@NullMarked
package dev.uplink.schemas;

import org.jspecify.annotations.NullMarked;
