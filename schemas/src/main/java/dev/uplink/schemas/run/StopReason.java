package dev.uplink.schemas.run;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Why a run that has not ended is stopped. {@code RunCommand.reason} says it by its name. */
public enum StopReason {
  /** No branch and no pull request points to its commit any more. */
  SUPERSEDED,

  /** The integration it came through is deleted, and its target has none any more. */
  INTEGRATION_DETACHED,

  /** Its stack or module is deleted. */
  TARGET_DELETED;

  /** Empty where none is given, and for one of a newer version. */
  public static Optional<StopReason> of(@Nullable String name) {
    return Arrays.stream(values()).filter(reason -> reason.name().equals(name)).findAny();
  }
}
