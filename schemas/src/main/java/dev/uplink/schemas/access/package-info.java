/** Who reaches Kafka as whom, and what each may do there. */
@NullMarked
package dev.uplink.schemas.access;

import org.jspecify.annotations.NullMarked;
