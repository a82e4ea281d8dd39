/** Avro in the Confluent wire format, behind one factory. */
@NullMarked
package dev.uplink.schemas.serde;

import org.jspecify.annotations.NullMarked;
