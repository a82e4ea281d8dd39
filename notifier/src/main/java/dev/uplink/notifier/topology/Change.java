package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.Run;
import java.time.Instant;

/** What others are told of what was kept. */
sealed interface Change {
  /** Key of the record that it becomes. */
  String key();

  /** Bitbucket should show this. */
  record Show(BuildStatus status) implements Change {
    @Override
    public String key() {
      return status.recordKey();
    }
  }

  /** A row of a commit's page changed, at the time of the decision or report that changed it. */
  record Listed(Board board, Run run, Instant at) implements Change {
    @Override
    public String key() {
      return run.rowKey();
    }
  }

  /** A row of a commit's page is gone. */
  record Unlisted(String key) implements Change {}
}
