package dev.uplink.notifier.aggregate;

import java.time.Duration;
import java.util.List;

/**
 * How long nothing may be heard of a run, by its type, before it counts as stopped.
 *
 * @param person of a run of any type that waits for somebody's word, unless its type has longer
 */
public record SilenceLimits(
    Duration tracked,
    Duration proposed,
    Duration moduleTracked,
    Duration moduleProposed,
    Duration person) {

  Duration with(RunKind kind, RunState state) {
    Duration usual =
        switch (kind) {
          case TRACKED -> tracked;
          case PROPOSED -> proposed;
          case MODULE_TRACKED -> moduleTracked;
          case MODULE_PROPOSED -> moduleProposed;
        };
    return state.isUpToAPerson() && person.compareTo(usual) > 0 ? person : usual;
  }

  /** No run is given up sooner. */
  public Duration shortest() {
    return List.of(tracked, proposed, moduleTracked, moduleProposed).stream()
        .min(Duration::compareTo)
        .orElseThrow();
  }
}
