@NullMarked
package dev.uplink.schemas;

import org.jspecify.annotations.NullMarked;
