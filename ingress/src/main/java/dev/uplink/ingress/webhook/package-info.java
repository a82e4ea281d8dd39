/** The webhook edge: verifies what Bitbucket sends and hands it to Kafka. Decides nothing else. */
@NullMarked
package dev.uplink.ingress.webhook;

import org.jspecify.annotations.NullMarked;
