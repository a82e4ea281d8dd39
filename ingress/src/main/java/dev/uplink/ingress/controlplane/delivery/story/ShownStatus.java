package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.schemas.avro.DeliveryOutcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A commit status, as it should be and as Bitbucket was told it.
 *
 * @param wanted null while only the telling has been read
 * @param told null while Bitbucket was told nothing
 */
record ShownStatus(String commitSha, String key, @Nullable Wanted wanted, @Nullable Told told) {

  /** The status as it should be now. */
  record Wanted(Instant at, String state, String name) {}

  /** How telling Bitbucket ended the last time. */
  record Told(
      Instant at,
      String state,
      DeliveryOutcome outcome,
      @Nullable Integer httpStatus,
      int attempt,
      @Nullable String detail) {}

  /** Whether it is about all targets of its kind together: no slug is in its key then. */
  static boolean isOfGroup(String key) {
    return key.matches("spacelift/(tracked|proposed|modules)(@.*)?");
  }
}
