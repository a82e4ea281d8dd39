/** How what the topology remembers is written down: rows, and the one mapper to and from them. */
@NullMarked
package dev.uplink.notifier.store;

import org.jspecify.annotations.NullMarked;
