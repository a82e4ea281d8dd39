/** What local mode runs: each part can be started, stopped and killed by itself. */
@NullMarked
package dev.uplink.local.part;

import org.jspecify.annotations.NullMarked;
