package dev.uplink.notifier.aggregate;

import dev.uplink.schemas.id.RunId;

/** What moves a commit's statuses. */
public sealed interface RunEvent permits StartedRun, RunReport, StopOrder {
  RunId run();
}
