/** Topics that are heard, and questions over Kafka whose answers are waited for. */
@NullMarked
package dev.uplink.ingress.controlplane.feed;

import org.jspecify.annotations.NullMarked;
