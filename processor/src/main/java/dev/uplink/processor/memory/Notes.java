package dev.uplink.processor.memory;

import dev.uplink.processor.decide.PullRequestRecord;
import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Short facts about a repository: the commit of each target's last tracked run, the pull requests,
 * and which refs want which runs (two rows each, to be found from either side).
 */
final class Notes {
  private static final String TRACKED = "tracked";
  private static final String PULL_REQUEST = "pull-request";
  private static final String WANTS = "wants";
  private static final String WANTED = "wanted";
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";

  private final KeyValueStore<String, String> rows;

  Notes(KeyValueStore<String, String> rows) {
    this.rows = rows;
  }

  Optional<CommitSha> trackedHead(RepositoryKey repository, String targetId) {
    return Optional.ofNullable(rows.get(Rows.of(repository, TRACKED, targetId)))
        .map(CommitSha::new);
  }

  void tracked(RepositoryKey repository, String targetId, CommitSha commit) {
    rows.put(Rows.of(repository, TRACKED, targetId), commit.value());
  }

  /** As {@code {open|closed} {head}} and, when it is known, a space and the target branch. */
  Optional<PullRequestRecord> pullRequest(RepositoryKey repository, String integrationId, long id) {
    @Nullable String text = rows.get(pullRequestRow(repository, integrationId, id));
    if (text == null) {
      return Optional.empty();
    }
    String[] parts = text.split(" ", 3);
    return Optional.of(
        new PullRequestRecord(
            parts[0].equals(OPEN), new CommitSha(parts[1]), parts.length == 3 ? parts[2] : null));
  }

  void pullRequest(
      RepositoryKey repository, String integrationId, long id, PullRequestRecord record) {
    String target = record.target() == null ? "" : " " + record.target();
    rows.put(
        pullRequestRow(repository, integrationId, id),
        (record.open() ? OPEN : CLOSED) + " " + record.head() + target);
  }

  private static String pullRequestRow(RepositoryKey repository, String integrationId, long id) {
    return Rows.of(repository, PULL_REQUEST, id + " " + integrationId);
  }

  void want(RepositoryKey repository, Ref ref, RunId run) {
    rows.put(wants(repository, ref) + run, "");
    rows.put(wanted(repository, run) + ref.key(), "");
  }

  void unwant(RepositoryKey repository, Ref ref, RunId run) {
    rows.delete(wants(repository, ref) + run);
    rows.delete(wanted(repository, run) + ref.key());
  }

  List<RunId> wantedBy(RepositoryKey repository, Ref ref) {
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
    return Rows.of(repository, WANTS, ref.key()) + Rows.END;
  }

  private static String wanted(RepositoryKey repository, RunId run) {
    return Rows.of(repository, WANTED, run.value()) + Rows.END;
  }
}
