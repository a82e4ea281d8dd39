/** The topics: their names, keys, values, settings, who writes and who reads them. */
@NullMarked
package dev.uplink.schemas.topic;

import org.jspecify.annotations.NullMarked;
