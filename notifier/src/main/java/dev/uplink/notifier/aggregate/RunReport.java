package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;

/** A scheduler's word on a run, with what is kept of it in case the run stays unknown. */
public record RunReport(RunId run, Progress progress, SourceRecord source) implements RunEvent {
  @Override
  public String group() {
    return run.group();
  }
}
