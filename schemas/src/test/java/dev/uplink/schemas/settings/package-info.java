@NullMarked
package dev.uplink.schemas.settings;

import org.jspecify.annotations.NullMarked;
