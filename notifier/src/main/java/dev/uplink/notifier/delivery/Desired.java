package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.SourceRecord;

/** A status that Bitbucket should show, and the record that says so. */
public record Desired(BuildStatus status, SourceRecord source) {
  /** What is shown at once under one key is one thing. */
  String key() {
    return status.recordKey();
  }

  String integration() {
    return status.place().integrationId();
  }
}
