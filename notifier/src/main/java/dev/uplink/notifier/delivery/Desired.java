package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;

/**
 * A status that Bitbucket should show, and the record that says so.
 *
 * @param lineage which delivery led to it, and the last step there
 */
public record Desired(BuildStatus status, SourceRecord source, Lineage lineage) {
  /** What is shown at once under one key is one thing. */
  String key() {
    return status.recordKey();
  }

  String integration() {
    return status.place().integrationId();
  }

  Desired after(Lineage step) {
    return new Desired(status, source, step);
  }

  About about() {
    return new About(lineage.deliveryId(), integration(), status.place().sha().value());
  }
}
