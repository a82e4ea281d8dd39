package dev.uplink.processor.memory;

import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The last tracked runs of each target, in one row: what is asked about the run of a push is about
 * one of these. Kept as {@code {time} {commit}/{run}/{pull request} ...}, the newest first, with a
 * dash for a run that was released, and for a pull request that its scheduler was told of none.
 */
final class TrackedRuns {
  /** The kind of the rows; {@link ExpiredFacts} forgets them by their time. */
  static final String KIND = "tracked";

  /** The newest is the target's head. */
  private static final int KEPT = 4;

  private static final String NONE = "-";

  private final KeyValueStore<String, String> rows;
  private final Duration retention;

  /**
   * @param retention how long a run counts
   */
  TrackedRuns(KeyValueStore<String, String> rows, Duration retention) {
    this.rows = rows;
    this.retention = retention;
  }

  /** The commit of the last one; empty when the target never had one. */
  Optional<CommitSha> head(RepositoryKey repository, String targetId) {
    return read(repository, targetId).flatMap(row -> runs(row).findFirst()).map(Tracked::commit);
  }

  Optional<KnownRun> find(RepositoryKey repository, RunKey key, Instant now) {
    return read(repository, key.targetId())
        .filter(row -> !time(row).isBefore(now.minus(retention)))
        .flatMap(row -> runs(row).filter(one -> one.isOf(key.commit())).findFirst())
        .flatMap(Tracked::run);
  }

  /**
   * It becomes the last one.
   *
   * @return those of the same target that there is no more room for
   */
  Map<RunKey, KnownRun> remember(RepositoryKey repository, RunKey key, KnownRun run, Instant at) {
    List<Tracked> all = new ArrayList<>();
    all.add(Tracked.of(key.commit(), run));
    read(repository, key.targetId()).stream()
        .flatMap(TrackedRuns::runs)
        .filter(one -> !one.isOf(key.commit()))
        .forEach(all::add);
    int kept = Math.min(KEPT, all.size());
    write(repository, key, at, all.subList(0, kept));
    Map<RunKey, KnownRun> dropped = new LinkedHashMap<>();
    for (Tracked one : all.subList(kept, all.size())) {
      one.run()
          .ifPresent(old -> dropped.put(new RunKey(key.targetId(), one.commit(), key.type()), old));
    }
    return dropped;
  }

  /** Its commit may run again, and is the target's head all the same. */
  void release(RepositoryKey repository, RunKey key, RunId run) {
    read(repository, key.targetId())
        .filter(row -> row.contains(run.value()))
        .ifPresent(
            row -> {
              List<Tracked> all = runs(row).map(one -> one.without(run)).toList();
              write(repository, key, time(row), all);
            });
  }

  private Optional<String> read(RepositoryKey repository, String targetId) {
    return Optional.ofNullable(rows.get(Rows.of(repository, KIND, targetId)));
  }

  private void write(RepositoryKey repository, RunKey key, Instant at, List<Tracked> runs) {
    String texts = runs.stream().map(Tracked::text).collect(Collectors.joining(" "));
    rows.put(Rows.of(repository, KIND, key.targetId()), at.toEpochMilli() + " " + texts);
  }

  private static Instant time(String row) {
    return Instant.ofEpochMilli(Long.parseLong(row, 0, row.indexOf(' '), 10));
  }

  private static Stream<Tracked> runs(String row) {
    return Arrays.stream(row.split(" ", -1)).skip(1).map(Tracked::new);
  }

  /** One of them, as it stands in the row: most are only passed on. */
  private record Tracked(String text) {
    static Tracked of(CommitSha commit, @Nullable KnownRun run) {
      @Nullable Long pullRequest = run == null ? null : run.pullRequest();
      return new Tracked(
          String.join(
              "/",
              commit.value(),
              run == null ? NONE : run.id().value(),
              pullRequest == null ? NONE : pullRequest.toString()));
    }

    boolean isOf(CommitSha commit) {
      return text.startsWith(commit.value()) && text.charAt(commit.value().length()) == '/';
    }

    CommitSha commit() {
      return new CommitSha(text.substring(0, text.indexOf('/')));
    }

    /** Empty when it was released. */
    Optional<KnownRun> run() {
      String[] parts = text.split("/", 3);
      @Nullable Long pullRequest = parts[2].equals(NONE) ? null : Long.valueOf(parts[2]);
      return parts[1].equals(NONE)
          ? Optional.empty()
          : Optional.of(new KnownRun(new RunId(parts[1]), pullRequest));
    }

    Tracked without(RunId released) {
      boolean same = run().map(run -> run.id().equals(released)).orElse(false);
      return same ? of(commit(), null) : this;
    }
  }
}
