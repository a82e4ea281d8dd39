/** How an accepted delivery gets to Kafka: the only place of the edge that knows Avro. */
@NullMarked
package dev.uplink.ingress.webhook.kafka;

import org.jspecify.annotations.NullMarked;
