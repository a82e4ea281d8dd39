package dev.uplink.notifier.aggregate;

/** What moves a commit's statuses. */
public sealed interface RunEvent permits Opening, RunReport, Sighting, StopOrder {
  /** Of the repository: what belongs together is read by one task. */
  String group();
}
