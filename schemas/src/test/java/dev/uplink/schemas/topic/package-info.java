@NullMarked
package dev.uplink.schemas.topic;

import org.jspecify.annotations.NullMarked;
