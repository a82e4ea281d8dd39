/** Uplink while its parts are killed: what holds when nothing dies must hold then. */
@NullMarked
package dev.uplink.e2e.kill;

import org.jspecify.annotations.NullMarked;
