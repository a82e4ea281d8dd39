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
import java.util.function.Predicate;

/** Who wants which of the proposed runs that have not ended. */
final class ProposedRuns {
  private final OpenRuns open;
  private final RepositoryFacts facts;

  ProposedRuns(OpenRuns open, RepositoryFacts facts) {
    this.open = open;
    this.facts = facts;
  }

  /** Of one that has ended nothing is kept. */
  void want(RepositoryKey repository, Ref ref, RunId run) {
    if (open.find(run).isPresent()) {
      facts.want(repository, ref, run);
    }
  }

  /**
   * @param which of them, by the command that started each
   */
  List<OpenRun> wantedBy(RepositoryKey repository, Ref ref, Predicate<RunCommand> which) {
    return facts.wantedBy(repository, ref).stream()
        .flatMap(run -> open.find(run).stream())
        .filter(which)
        .map(start -> open(repository, start))
        .toList();
  }

  /** Nobody wants it any more. */
  void end(RepositoryKey repository, RunId run) {
    facts.end(repository, run);
  }

  private OpenRun open(RepositoryKey repository, RunCommand start) {
    RunId run = new RunId(start.getRunId());
    return new OpenRun(
        new TargetName(start.getTargetId(), start.getTargetSlug(), start.getTargetKind()),
        new Run(run, key(start)),
        facts.wanting(repository, run));
  }

  static RunKey key(RunCommand start) {
    return new RunKey(start.getTargetId(), new CommitSha(start.getCommitSha()), start.getRunType());
  }
}
