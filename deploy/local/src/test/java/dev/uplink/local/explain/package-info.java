/** What it prints, and how it ends. */
@NullMarked
package dev.uplink.local.explain;

import org.jspecify.annotations.NullMarked;
