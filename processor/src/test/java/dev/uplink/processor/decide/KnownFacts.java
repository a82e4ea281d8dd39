package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** What a test says is remembered of a repository. */
final class KnownFacts implements Knowledge {
  private final Map<Ref, CommitSha> heads = new HashMap<>();
  private final Map<Ref, List<CommitSha>> passed = new HashMap<>();
  private final Map<Ref, Set<Movement>> made = new HashMap<>();
  private final Map<RunKey, KnownRun> runs = new HashMap<>();
  private final Map<String, CommitSha> tracked = new HashMap<>();
  private final Map<Long, PullRequestRecord> pullRequests = new HashMap<>();
  private final List<OpenRun> open = new ArrayList<>();

  /**
   * @param before where it stood earlier, the oldest first
   */
  KnownFacts at(Ref ref, CommitSha head, CommitSha... before) {
    heads.put(ref, head);
    passed.put(ref, List.of(before));
    return this;
  }

  /** It was deleted, and is not there any more. */
  KnownFacts gone(Ref ref, CommitSha... before) {
    passed.put(ref, List.of(before));
    return this;
  }

  KnownFacts having(Ref ref, Movement movement) {
    made.computeIfAbsent(ref, none -> new HashSet<>()).add(movement);
    return this;
  }

  KnownFacts having(Run run) {
    return having(run, new KnownRun(run.id(), null));
  }

  KnownFacts having(Run run, KnownRun known) {
    runs.put(run.key(), known);
    return this;
  }

  KnownFacts tracking(String targetId, CommitSha commit) {
    tracked.put(targetId, commit);
    return this;
  }

  KnownFacts open(OpenRun run) {
    open.add(run);
    return having(run.run());
  }

  KnownFacts pullRequest(long id, PullRequestRecord record) {
    pullRequests.put(id, record);
    return this;
  }

  @Override
  public Optional<CommitSha> head(Ref ref) {
    return Optional.ofNullable(heads.get(ref));
  }

  @Override
  public boolean hasPassed(Ref ref, CommitSha commit) {
    return passed.getOrDefault(ref, List.of()).contains(commit) || commit.equals(heads.get(ref));
  }

  @Override
  public boolean hasPassedAfter(Ref ref, CommitSha commit, CommitSha earlier) {
    List<CommitSha> stood = new ArrayList<>(passed.getOrDefault(ref, List.of()));
    head(ref).ifPresent(stood::add);
    int since = stood.indexOf(earlier);
    return since >= 0 && stood.lastIndexOf(commit) > since;
  }

  @Override
  public boolean hasMade(Ref ref, Movement movement) {
    return made.getOrDefault(ref, Set.of()).contains(movement);
  }

  @Override
  public Optional<KnownRun> run(RunKey key) {
    return Optional.ofNullable(runs.get(key));
  }

  @Override
  public Optional<CommitSha> trackedHead(String targetId) {
    return Optional.ofNullable(tracked.get(targetId));
  }

  @Override
  public List<OpenRun> wantedBy(Ref ref, Predicate<String> isCandidate) {
    return open.stream().filter(run -> run.wantedBy().contains(ref)).toList();
  }

  @Override
  public boolean isObeyed(long pullRequest, long comment) {
    return false;
  }

  @Override
  public Optional<PullRequestRecord> pullRequest(long id) {
    return Optional.ofNullable(pullRequests.get(id));
  }
}
