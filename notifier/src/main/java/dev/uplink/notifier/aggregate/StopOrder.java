package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;
import java.time.Instant;

/**
 * The processor's word that a run must stop. Until the scheduler says how it ended, the run shows
 * as stopped.
 *
 * @param text why, for people
 */
public record StopOrder(RunId run, String text, Instant at) implements RunEvent {
  @Override
  public String group() {
    return run.group();
  }
}
