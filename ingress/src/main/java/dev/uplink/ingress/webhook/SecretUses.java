package dev.uplink.ingress.webhook;

import java.time.Instant;

/** Remembers which secrets are in use, so that people see when one may be given up. */
public interface SecretUses {
  /** A body was verified with it. Returns at once. */
  void used(String secretId, Instant at);
}
