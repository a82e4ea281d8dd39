package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.schemas.avro.DeadLetterReason;
import java.time.Instant;

/** What a node passes on. */
sealed interface Step {
  /** Key of the record that it becomes; empty while it becomes none. */
  default String key() {
    return "";
  }

  /** Something happened to a run. */
  record Happened(RunEvent event) implements Step {}

  /** Bitbucket should show this. */
  record Show(BuildStatus status) implements Step {
    @Override
    public String key() {
      return status.recordKey();
    }
  }

  /** A row of a commit's page changed, at the time of the decision or report that changed it. */
  record Listed(Board board, Run run, Instant at) implements Step {
    @Override
    public String key() {
      return run.rowKey();
    }
  }

  /** A row of a commit's page is gone. */
  record Unlisted(String key) implements Step {}

  /** A record that leads nowhere, with the reason. */
  record GiveUp(SourceRecord source, String stage, DeadLetterReason reason, String message)
      implements Step {}
}
