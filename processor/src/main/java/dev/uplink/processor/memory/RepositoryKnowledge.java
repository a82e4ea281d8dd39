package dev.uplink.processor.memory;

import dev.uplink.processor.decide.Knowledge;
import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.Movement;
import dev.uplink.processor.decide.OpenRun;
import dev.uplink.processor.decide.PullRequestRecord;
import dev.uplink.processor.decide.Ref;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One repository's rows, as an event sees them that came through the integration. */
record RepositoryKnowledge(
    RepositoryKey repository,
    String integrationId,
    Instant now,
    Branches branches,
    DeletedRefs deleted,
    RunIndex runs,
    TrackedRuns tracked,
    RepositoryFacts facts,
    ProposedRuns proposed,
    ObeyedComments comments)
    implements Knowledge {
  @Override
  public boolean isObeyed(long pullRequest, long comment) {
    return comments.contain(repository, integrationId, pullRequest, comment, now);
  }

  @Override
  public Optional<CommitSha> head(Ref ref) {
    return branches.head(repository, ref);
  }

  @Override
  public boolean hasPassed(Ref ref, CommitSha commit) {
    return branches.hasPassed(repository, ref, commit)
        || deleted.hasPassed(repository, ref, commit, now);
  }

  @Override
  public boolean hasPassedAfter(Ref ref, CommitSha commit, CommitSha earlier) {
    return branches.hasPassedAfter(repository, ref, commit, earlier);
  }

  @Override
  public boolean hasMade(Ref ref, Movement movement) {
    return branches.hasMade(repository, ref, movement)
        || deleted.hasMade(repository, ref, movement, now);
  }

  @Override
  public Optional<KnownRun> run(RunKey key) {
    return key.isProposed()
        ? runs.find(repository, key, now)
        : tracked.find(repository, key, now).or(() -> runs.find(repository, key, now));
  }

  @Override
  public Optional<CommitSha> trackedHead(String targetId) {
    return tracked.head(repository, targetId);
  }

  @Override
  public List<OpenRun> wantedBy(Ref ref, Predicate<String> isCandidate) {
    return proposed.wantedBy(
        repository,
        ref,
        start ->
            start.getIntegrationId().equals(integrationId)
                || isCandidate.test(start.getTargetId()));
  }

  @Override
  public Optional<PullRequestRecord> pullRequest(long id) {
    return facts.pullRequest(repository, integrationId, id);
  }
}
