package dev.uplink.processor.memory;

import dev.uplink.processor.decide.OpenRun;
import dev.uplink.processor.decide.Ref;
import dev.uplink.processor.decide.Run;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.processor.decide.TargetName;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;

/** Proposed runs that have not ended, by the command that started them, and who wants them. */
final class ProposedRuns {
  private static final String OPEN = "open";

  private final KeyValueStore<String, RunCommand> starts;
  private final Notes notes;

  ProposedRuns(KeyValueStore<String, RunCommand> starts, Notes notes) {
    this.starts = starts;
    this.notes = notes;
  }

  void add(RepositoryKey repository, RunCommand start, Ref wantedBy) {
    RunId run = new RunId(start.getRunId());
    starts.put(row(repository, run), start);
    notes.want(repository, wantedBy, run);
  }

  /** Of one that has ended nothing is kept. */
  void want(RepositoryKey repository, Ref ref, RunId run) {
    if (starts.get(row(repository, run)) != null) {
      notes.want(repository, ref, run);
    }
  }

  Optional<RunCommand> start(RepositoryKey repository, RunId run) {
    return Optional.ofNullable(starts.get(row(repository, run)));
  }

  List<OpenRun> wantedBy(RepositoryKey repository, Ref ref) {
    return notes.wantedBy(repository, ref).stream()
        .flatMap(run -> start(repository, run).stream())
        .map(start -> open(repository, start))
        .toList();
  }

  void end(RepositoryKey repository, RunId run) {
    if (starts.delete(row(repository, run)) != null) {
      notes.wanting(repository, run).forEach(ref -> notes.unwant(repository, ref, run));
    }
  }

  private OpenRun open(RepositoryKey repository, RunCommand start) {
    RunId run = new RunId(start.getRunId());
    return new OpenRun(
        new TargetName(start.getTargetId(), start.getTargetSlug(), start.getTargetKind()),
        new Run(run, key(start)),
        notes.wanting(repository, run));
  }

  static RunKey key(RunCommand start) {
    return new RunKey(start.getTargetId(), new CommitSha(start.getCommitSha()), start.getRunType());
  }

  private static String row(RepositoryKey repository, RunId run) {
    return Rows.of(repository, OPEN, run.value());
  }
}
