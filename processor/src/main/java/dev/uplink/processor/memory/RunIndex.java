package dev.uplink.processor.memory;

import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.processor.memory.RowCache.Remembered;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The run of each key, while it counts. Kept as text, {@code {runId}} and, when its scheduler knows
 * of a pull request, a space and that one's id.
 */
final class RunIndex {
  private final ExpiringIndex<String> runs;
  private final RowCache cache;
  private final Duration retention;

  /** Found free by the present event: taking them needs no look for what was there. */
  private final Set<String> free = new HashSet<>();

  RunIndex(ExpiringIndex<String> runs, RowCache cache, Duration retention) {
    this.runs = runs;
    this.cache = cache;
    this.retention = retention;
  }

  /** To be called for each event: what was free for the one before may be taken since. */
  void beginEvent() {
    free.clear();
  }

  Optional<KnownRun> find(RepositoryKey repository, RunKey key, Instant now) {
    String text = text(repository, key);
    @Nullable Remembered known = known(text, now);
    if (known == null) {
      free.add(text);
      return Optional.empty();
    }
    return Optional.of(known.run());
  }

  private @Nullable Remembered known(String text, Instant now) {
    @Nullable Remembered known = cache.run(text);
    if (known != null && !known.at().isBefore(now.minus(retention))) {
      return known;
    }
    Optional<Remembered> row =
        runs.findTimed(text, now).map(found -> new Remembered(parse(found.value()), found.at()));
    row.ifPresent(found -> cache.keepRun(text, found));
    return row.orElse(null);
  }

  void remember(RepositoryKey repository, RunKey key, KnownRun run, Instant now) {
    String text = text(repository, key);
    @Nullable Remembered known = free.remove(text) ? null : known(text, now);
    if (known != null && !known.at().equals(now)) {
      runs.delete(text, known.at());
    }
    runs.remember(text, run.id() + (run.pullRequest() == null ? "" : " " + run.pullRequest()), now);
    cache.keepRun(text, new Remembered(run, now));
  }

  /** The key is free again, unless another run took it since. */
  void release(RepositoryKey repository, RunKey key, RunId run, Instant now) {
    String text = text(repository, key);
    @Nullable Remembered known = known(text, now);
    if (known != null && known.run().id().equals(run)) {
      runs.delete(text, known.at());
      cache.forgetRun(text);
    }
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
