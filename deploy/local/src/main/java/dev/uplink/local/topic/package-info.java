/** Reading topics from their beginning, as the demo and the sample scheduler do. */
@NullMarked
package dev.uplink.local.topic;

import org.jspecify.annotations.NullMarked;
