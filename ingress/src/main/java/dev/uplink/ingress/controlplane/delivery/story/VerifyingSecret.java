package dev.uplink.ingress.controlplane.delivery.story;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook secret that is there still, without the secret.
 *
 * @param replacedAt when another took its place; null for the current one
 */
record VerifyingSecret(Instant createdAt, @Nullable Instant replacedAt) {

  /** What it was to the integration when it verified something. */
  enum Standing {
    CURRENT,
    /** Another one was shown already, and this one still accepted. */
    PREVIOUS,
    /** It is gone by now, so nobody can tell. */
    UNKNOWN
  }

  static Standing standing(@Nullable VerifyingSecret secret, Instant at) {
    if (secret == null) {
      return Standing.UNKNOWN;
    }
    return secret.replacedAt == null || at.isBefore(secret.replacedAt)
        ? Standing.CURRENT
        : Standing.PREVIOUS;
  }
}
