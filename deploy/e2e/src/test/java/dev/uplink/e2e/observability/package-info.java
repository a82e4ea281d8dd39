/** What deploy/observability says of measurements, and what the services measure. */
@NullMarked
package dev.uplink.e2e.observability;

import org.jspecify.annotations.NullMarked;
