package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.schemas.avro.DeadLetterReason;

/** What a record that was read comes to. */
sealed interface Step {
  /** Something happened to a run. */
  record Happened(RunEvent event) implements Step {}

  /** A record that leads nowhere, with the reason. */
  record GiveUp(SourceRecord source, String stage, DeadLetterReason reason, String message)
      implements Step {}
}
