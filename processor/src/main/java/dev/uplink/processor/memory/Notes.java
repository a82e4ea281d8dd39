package dev.uplink.processor.memory;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.uplink.processor.decide.PullRequestRecord;
import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Short facts about a repository: the commit of each target's last tracked run, the pull requests,
 * and which refs want which runs (two rows each, to be found from either side). Of the first two
 * each row has its time, by which {@link OldNotes} forgets it.
 */
final class Notes {
  private static final String PULL_REQUEST = "pull-request";
  private static final String WANTS = "wants";
  private static final String WANTED = "wanted";
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";
  private static final String NO_HEAD = "-";

  /** Busy refs; a few hundred bytes each. */
  private static final int MOST_UNWANTING = 10_000;

  private final KeyValueStore<String, String> rows;

  /** Refs that are known to want no run: looking for a row that is not there is dear. */
  private final Cache<String, Boolean> unwanting =
      Caffeine.newBuilder().maximumSize(MOST_UNWANTING).executor(Runnable::run).build();

  /** Others of the same partition may end what is wanted, but want nothing. */
  Notes(KeyValueStore<String, String> rows) {
    this.rows = rows;
  }

  /**
   * As {@code {time} {open|closed} {head}} and, when it is known, a space and the target branch; a
   * head that is not known is a dash.
   */
  Optional<PullRequestRecord> pullRequest(RepositoryKey repository, String integrationId, long id) {
    @Nullable String text = rows.get(pullRequestRow(repository, integrationId, id));
    if (text == null) {
      return Optional.empty();
    }
    String[] parts = text.split(" ", 4);
    return Optional.of(
        new PullRequestRecord(
            parts[1].equals(OPEN),
            parts[2].equals(NO_HEAD) ? null : new CommitSha(parts[2]),
            parts.length == 4 ? parts[3] : null));
  }

  void pullRequest(
      RepositoryKey repository,
      String integrationId,
      long id,
      PullRequestRecord record,
      Instant at) {
    String state = record.open() ? OPEN : CLOSED;
    String head = record.head() == null ? NO_HEAD : record.head().value();
    String target = record.target() == null ? "" : " " + record.target();
    rows.put(
        pullRequestRow(repository, integrationId, id),
        at.toEpochMilli() + " " + state + " " + head + target);
  }

  private static String pullRequestRow(RepositoryKey repository, String integrationId, long id) {
    return Rows.of(repository, PULL_REQUEST, id + " " + integrationId);
  }

  /** Whether the row is of what is forgotten, and from before the time. */
  static boolean isOld(String row, String text, Instant before) {
    boolean forgettable =
        switch (kind(row)) {
          case TrackedRuns.KIND -> true;
          case PULL_REQUEST -> text.split(" ", 3)[1].equals(CLOSED);
          default -> false;
        };
    return forgettable
        && Long.parseLong(text.substring(0, text.indexOf(' '))) < before.toEpochMilli();
  }

  private static String kind(String row) {
    String[] parts = row.split(Rows.SEPARATOR, 3);
    return parts.length == 3 ? parts[1] : "";
  }

  /** Of any integration. */
  record PullRequestId(String repository, long number) {}

  /** The one that the row is about; empty when it is about none. */
  static Optional<PullRequestId> pullRequestOf(String row) {
    String[] parts = row.split(Rows.SEPARATOR, 3);
    return kind(row).equals(PULL_REQUEST)
        ? Optional.of(
            new PullRequestId(
                parts[0], Long.parseLong(parts[2].substring(0, parts[2].indexOf(' ')))))
        : Optional.empty();
  }

  /** Whether there is any row of it. */
  boolean isKnown(PullRequestId id) {
    String prefix = Rows.of(RepositoryKey.parse(id.repository()), PULL_REQUEST, id.number() + " ");
    try (KeyValueIterator<String, String> found = rows.prefixScan(prefix, new StringSerializer())) {
      return found.hasNext();
    }
  }

  void want(RepositoryKey repository, Ref ref, RunId run) {
    if (rows.putIfAbsent(wants(repository, ref) + run, "") == null) {
      count(repository, ref, 1);
      unwanting.invalidate(wanting(repository, ref));
    }
    rows.put(wanted(repository, run) + ref.key(), "");
  }

  void unwant(RepositoryKey repository, Ref ref, RunId run) {
    if (rows.delete(wants(repository, ref) + run) != null) {
      count(repository, ref, -1);
    }
    rows.delete(wanted(repository, run) + ref.key());
  }

  private void count(RepositoryKey repository, Ref ref, int more) {
    String row = wanting(repository, ref);
    @Nullable String known = rows.get(row);
    int count = (known == null ? 0 : Integer.parseInt(known)) + more;
    rows.put(row, count == 0 ? null : Integer.toString(count));
  }

  /** Most refs want none, and that is found out without a scan. */
  List<RunId> wantedBy(RepositoryKey repository, Ref ref) {
    String row = wanting(repository, ref);
    if (unwanting.getIfPresent(row) != null) {
      return List.of();
    }
    if (rows.get(row) == null) {
      unwanting.put(row, true);
      return List.of();
    }
    List<RunId> runs = new ArrayList<>();
    Rows.scan(rows, wants(repository, ref), (run, empty) -> runs.add(new RunId(run)));
    return runs;
  }

  Set<Ref> wanting(RepositoryKey repository, RunId run) {
    Set<Ref> refs = new HashSet<>();
    Rows.scan(rows, wanted(repository, run), (ref, empty) -> refs.add(new Ref(ref)));
    return refs;
  }

  private static String wants(RepositoryKey repository, Ref ref) {
    return wanting(repository, ref) + Rows.END;
  }

  /** How many runs the ref wants; no row for none. */
  private static String wanting(RepositoryKey repository, Ref ref) {
    return Rows.of(repository, WANTS, ref.key());
  }

  private static String wanted(RepositoryKey repository, RunId run) {
    return Rows.of(repository, WANTED, run.value()) + Rows.END;
  }
}
