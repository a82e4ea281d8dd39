package dev.uplink.processor.memory;

import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The run of each key, while it counts. Kept as text, {@code {runId}} and, when its scheduler knows
 * of a pull request, a space and that one's id.
 */
final class RunIndex {
  private final ExpiringIndex<String> runs;

  /** Found free by the present event: taking them needs no look for what was there. */
  private final Set<String> free = new HashSet<>();

  RunIndex(ExpiringIndex<String> runs) {
    this.runs = runs;
  }

  /** To be called for each event: what was free for the one before may be taken since. */
  void beginEvent() {
    free.clear();
  }

  Optional<KnownRun> find(RepositoryKey repository, RunKey key, Instant now) {
    String text = text(repository, key);
    Optional<KnownRun> run = runs.find(text, now).map(RunIndex::parse);
    if (run.isEmpty()) {
      free.add(text);
    }
    return run;
  }

  void remember(RepositoryKey repository, RunKey key, KnownRun run, Instant now) {
    String text = text(repository, key);
    String row = run.id() + (run.pullRequest() == null ? "" : " " + run.pullRequest());
    if (free.remove(text)) {
      runs.remember(text, row, now);
    } else {
      runs.replace(text, row, now);
    }
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
