@NullMarked
package dev.uplink.local.tool;

import org.jspecify.annotations.NullMarked;
