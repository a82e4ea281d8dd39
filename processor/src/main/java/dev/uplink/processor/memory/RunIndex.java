package dev.uplink.processor.memory;

import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.Optional;

/**
 * The run of each key, while it counts. Kept as text, {@code {runId}} and, when its scheduler knows
 * of a pull request, a space and that one's id.
 */
final class RunIndex {
  private final ExpiringIndex<String> runs;

  RunIndex(ExpiringIndex<String> runs) {
    this.runs = runs;
  }

  Optional<KnownRun> find(RepositoryKey repository, RunKey key, Instant now) {
    return runs.find(text(repository, key), now).map(RunIndex::parse);
  }

  void remember(RepositoryKey repository, RunKey key, KnownRun run, Instant now) {
    String pullRequest = run.pullRequest() == null ? "" : " " + run.pullRequest();
    runs.replace(text(repository, key), run.id() + pullRequest, now);
  }

  /** The key is free again, unless another run took it since. */
  void release(RepositoryKey repository, RunKey key, RunId run, Instant now) {
    runs.forget(text(repository, key), now, row -> parse(row).id().equals(run));
  }

  private static KnownRun parse(String row) {
    int space = row.indexOf(' ');
    return space < 0
        ? new KnownRun(new RunId(row), null)
        : new KnownRun(new RunId(row.substring(0, space)), Long.valueOf(row.substring(space + 1)));
  }

  /** With the repository: a target that moves to another one starts afresh there. */
  private static String text(RepositoryKey repository, RunKey key) {
    return repository + "/" + key.targetId() + "/" + key.type() + "/" + key.commit();
  }
}
