package dev.uplink.processor.memory;

import static java.util.stream.Collectors.toSet;

import dev.uplink.processor.decide.PullRequestRecord;
import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Short facts about a repository: the commit of each target's last tracked run, the pull requests,
 * and which refs want which runs (two rows each, to be found from either side). Of the first two
 * each row has its time, by which {@link ExpiredFacts} forgets it.
 */
final class RepositoryFacts {
  private static final String PULL_REQUEST = "pull-request";
  private static final String WANTS = "wants";
  private static final String WANTED = "wanted";

  private final KeyValueStore<String, String> rows;
  private final RowCache cache;

  RepositoryFacts(KeyValueStore<String, String> rows, RowCache cache) {
    this.rows = rows;
    this.cache = cache;
  }

  Optional<PullRequestRecord> pullRequest(RepositoryKey repository, String integrationId, long id) {
    return Optional.ofNullable(rows.get(pullRequestRow(repository, integrationId, id)))
        .map(PullRequestRow::parse);
  }

  void pullRequest(
      RepositoryKey repository,
      String integrationId,
      long id,
      PullRequestRecord record,
      Instant at) {
    rows.put(pullRequestRow(repository, integrationId, id), PullRequestRow.of(record, at));
  }

  private static String pullRequestRow(RepositoryKey repository, String integrationId, long id) {
    return Rows.of(repository, PULL_REQUEST, id + " " + integrationId);
  }

  /** Whether the row is of what is forgotten, and from before the time. */
  static boolean isOld(String row, String text, Instant before) {
    boolean forgettable =
        switch (kind(row)) {
          case TrackedRuns.KIND -> true;
          case PULL_REQUEST -> PullRequestRow.isClosed(text);
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

  /** Of a run that is new: nobody wants it yet, and nobody needs to look for that. */
  void begin(RepositoryKey repository, RunId run) {
    cache.keepMembers(wanted(repository, run), new TreeSet<>());
  }

  void want(RepositoryKey repository, Ref ref, RunId run) {
    if (rows.putIfAbsent(wants(repository, ref) + run, "") == null) {
      count(repository, ref, 1);
      atHand(wanting(repository, ref), runs -> runs.add(run.value()));
    }
    rows.put(wanted(repository, run) + ref.key(), "");
    atHand(wanted(repository, run), refs -> refs.add(ref.key()));
  }

  void unwant(RepositoryKey repository, Ref ref, RunId run) {
    if (rows.delete(wants(repository, ref) + run) != null) {
      count(repository, ref, -1);
      atHand(wanting(repository, ref), runs -> runs.remove(run.value()));
    }
    rows.delete(wanted(repository, run) + ref.key());
    atHand(wanted(repository, run), refs -> refs.remove(ref.key()));
  }

  /** Nobody wants it any more. */
  void end(RepositoryKey repository, RunId run) {
    wanting(repository, run).forEach(ref -> unwant(repository, ref, run));
    cache.forgetMembers(wanted(repository, run));
  }

  private void count(RepositoryKey repository, Ref ref, int more) {
    String row = wanting(repository, ref);
    @Nullable String known = rows.get(row);
    int count = (known == null ? 0 : Integer.parseInt(known)) + more;
    rows.put(row, count == 0 ? null : Integer.toString(count));
  }

  /** What is not at hand is left alone: it may be large, and perhaps nobody asks for it. */
  private void atHand(String key, Consumer<SortedSet<String>> change) {
    @Nullable SortedSet<String> members = cache.members(key);
    if (members != null) {
      change.accept(members);
      cache.keepMembers(key, members);
    }
  }

  /** Most refs want none, and that is found out without a scan. */
  List<RunId> wantedBy(RepositoryKey repository, Ref ref) {
    String row = wanting(repository, ref);
    return members(row, () -> rows.get(row) != null, wants(repository, ref)).stream()
        .map(RunId::new)
        .toList();
  }

  Set<Ref> wanting(RepositoryKey repository, RunId run) {
    String row = wanted(repository, run);
    return members(row, () -> true, row).stream().map(Ref::new).collect(toSet());
  }

  private SortedSet<String> members(String key, BooleanSupplier any, String prefix) {
    @Nullable SortedSet<String> known = cache.members(key);
    if (known != null) {
      return known;
    }
    SortedSet<String> members = new TreeSet<>();
    if (any.getAsBoolean()) {
      Rows.scan(rows, prefix, (member, empty) -> members.add(member));
    }
    cache.keepMembers(key, members);
    return members;
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
