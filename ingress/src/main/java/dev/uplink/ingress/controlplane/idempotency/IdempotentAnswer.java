package dev.uplink.ingress.controlplane.idempotency;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * What was answered to the first attempt.
 *
 * @param sealedBody the hash of the request and the body of the answer, in hex
 * @param revision of the entity in the answer; null if it is about none that has one
 */
@Introspected
record IdempotentAnswer(String sealedBody, @Nullable Long revision) {}
