/** What runs beside the topology for as long as the service does. */
@NullMarked
package dev.uplink.notifier.loop;

import org.jspecify.annotations.NullMarked;
