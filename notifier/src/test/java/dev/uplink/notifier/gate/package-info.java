/** What lets requests through, and what holds them back. */
@NullMarked
package dev.uplink.notifier.gate;

import org.jspecify.annotations.NullMarked;
