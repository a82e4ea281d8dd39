package dev.uplink.processor.memory;

import dev.uplink.processor.decide.HeadChange;
import dev.uplink.processor.decide.Knowledge;
import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Ref;
import dev.uplink.processor.decide.Run;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;

/** What one partition remembers of its repositories. */
public final class Memory {
  /** Stores that have no changelog: nothing of them need outlive their task. */
  public static final Set<String> UNLOGGED = Set.of(RowCache.NAME);

  private static final String DELIVERIES = "deliveries-seen";
  // Apart from deliveries: triggers bear a producer's time, and a clock that runs ahead would
  // expire them all.
  private static final String TRIGGERS = "triggers-seen";
  private static final String RUNS = "runs-started";
  private static final String NOTES = "repository-facts";

  /** No key of anything that is remembered. */
  private static final String MARK = "";

  private final ExpiringIndex<String> deliveries;
  private final ExpiringIndex<String> triggers;
  private final ExpiringIndex<String> runsByKey;
  private final RunIndex runs;
  private final Branches branches;
  private final KeyValueStore<String, String> factRows;
  private final OpenRuns open;
  private final RepositoryFacts facts;
  private final TrackedRuns tracked;
  private final ExpiredFacts old;
  private final Retention retention;
  private final ProposedRuns proposed;
  private final ObeyedComments comments;
  private final DeletedRefs deleted;
  private boolean marked;

  public Memory(ProcessorContext<?, ?> context, Retention retention) {
    this.retention = retention;
    deliveries = new ExpiringIndex<>(context.getStateStore(DELIVERIES), retention.deliveries());
    triggers = new ExpiringIndex<>(context.getStateStore(TRIGGERS), retention.deliveries());
    runsByKey = new ExpiringIndex<>(context.getStateStore(RUNS), retention.runs());
    RowCache cache = RowCache.of(context::getStateStore);
    cache.beginAnew();
    runs = new RunIndex(runsByKey, cache, retention.runs());
    branches = Branches.of(context);
    factRows = context.getStateStore(NOTES);
    open = new OpenRuns(context);
    facts = new RepositoryFacts(factRows, cache);
    tracked = new TrackedRuns(factRows, retention.runs());
    old = new ExpiredFacts(factRows, facts, branches);
    proposed = new ProposedRuns(open, facts);
    comments = new ObeyedComments(deliveries);
    deleted = new DeletedRefs(deliveries, branches);
  }

  public static List<StoreBuilder<?>> stores(StoreSuppliers suppliers, Retention retention) {
    return List.of(
        ExpiringIndex.ofTexts(suppliers.expiring(DELIVERIES, retention.deliveries())),
        ExpiringIndex.ofTexts(suppliers.expiring(TRIGGERS, retention.deliveries())),
        ExpiringIndex.ofTexts(suppliers.expiring(RUNS, retention.runs())),
        Branches.store(suppliers),
        Rows.texts(suppliers.keyValue(NOTES)).withCachingEnabled(),
        OpenRuns.store(suppliers),
        RowCache.store());
  }

  /**
   * Writes a row nobody asks for into each store, once after each start. A store that was never
   * written to has no checkpoint, and with exactly-once Kafka Streams 4.3.1 takes that for a crash:
   * it would throw away all stores of the partition at every restart, and restore them.
   */
  public void leaveMark(Instant now) {
    if (!marked) {
      List.of(deliveries, triggers, runsByKey).forEach(index -> index.remember(MARK, "", now));
      branches.remember(MARK);
      factRows.put(MARK, "");
      open.leaveMark();
      marked = true;
    }
  }

  /**
   * Forgets some of what is older than any run that counts. To be called now and then.
   *
   * @param now the latest time of a delivery
   */
  public void forgetOld(Instant now) {
    old.forget(now.minus(retention.runs()));
  }

  public boolean hasSeenDelivery(String deliveryId, Instant now) {
    return deliveries.find(deliveryId, now).isPresent();
  }

  public void sawDelivery(String deliveryId, Instant now) {
    deliveries.remember(deliveryId, "", now);
  }

  public boolean hasSeenTrigger(String triggerId, Instant now) {
    return triggers.find(triggerId, now).isPresent();
  }

  public void sawTrigger(String triggerId, Instant now) {
    triggers.remember(triggerId, "", now);
  }

  /**
   * What is remembered of one repository at a time, for an event of the integration. Each has its
   * own webhook and its own targets: what it has told of a pull request is no repetition of what
   * another one has.
   */
  public Knowledge of(RepositoryKey repository, String integrationId, Instant now) {
    runs.beginEvent();
    return new RepositoryKnowledge(
        repository,
        integrationId,
        now,
        branches,
        deleted,
        runs,
        tracked,
        facts,
        proposed,
        comments);
  }

  /** Where a ref stands; empty when it was never seen, or was deleted. */
  public Optional<CommitSha> head(RepositoryKey repository, Ref ref) {
    return branches.head(repository, ref);
  }

  /** The command that started a run; empty when it has ended. */
  public Optional<RunCommand> start(RunId run) {
    return open.find(run);
  }

  /** To look through. */
  public OpenRuns openRuns() {
    return open;
  }

  /**
   * Keeps what an event changed.
   *
   * @param integrationId the one that it came through
   * @param commands that came of it
   */
  public void keep(
      RepositoryKey repository,
      String integrationId,
      Verdict verdict,
      List<RunCommand> commands,
      Instant now) {
    keep(commands);
    for (HeadChange change : verdict.changes().heads()) {
      deleted.noteBefore(change, repository, now);
      branches.apply(repository, change);
    }
    for (Verdict.Unwanted unwanted : verdict.changes().unwanted()) {
      facts.unwant(repository, unwanted.by(), unwanted.run().id());
    }
    for (Outcome outcome : verdict.outcomes()) {
      switch (outcome) {
        case Outcome.Started started -> started(repository, started, now);
        case Outcome.Deduplicated same -> deduplicated(repository, same, now);
        case Outcome.Superseded superseded -> release(repository, superseded.run(), now);
        case Outcome.Ignored _, Outcome.Rejected _ -> {
          // Nothing comes of it.
        }
      }
    }
    Verdict.PullRequestNote note = verdict.changes().pullRequest();
    if (note != null) {
      facts.pullRequest(repository, integrationId, note.id(), note.record(), now);
    }
    Verdict.CommentNote obeyed = verdict.changes().obeyed();
    if (obeyed != null) {
      comments.add(repository, integrationId, obeyed.pullRequest(), obeyed.id(), now);
    }
  }

  /** The runs that commands started, whatever led to them. */
  public void keep(List<RunCommand> commands) {
    commands.stream().filter(command -> command.getAction() == RunAction.START).forEach(open::add);
  }

  private void started(RepositoryKey repository, Outcome.Started started, Instant now) {
    Run run = started.run();
    KnownRun known = new KnownRun(run.id(), started.subject().pullRequest());
    remember(repository, started.subject(), run.key(), known, now);
    if (run.key().isProposed()) {
      facts.begin(repository, run.id());
      facts.want(repository, started.subject().ref(), run.id());
    }
  }

  /**
   * What a branch has left behind is never told again as news. A tag still stands where it was, and
   * so does the branch while comments deploy other commits: of those every run is remembered.
   */
  private void remember(
      RepositoryKey repository, Subject why, RunKey key, KnownRun run, Instant now) {
    if (key.isProposed()) {
      runs.remember(repository, key, run, now);
      return;
    }
    Map<RunKey, KnownRun> dropped = tracked.remember(repository, key, run, now);
    if (!isPush(why)) {
      runs.remember(repository, key, run, now);
      dropped.forEach((old, itsRun) -> runs.remember(repository, old, itsRun, now));
    }
  }

  private static boolean isPush(Subject why) {
    return why.type() == RefType.BRANCH && why.pullRequest() == null;
  }

  private void deduplicated(RepositoryKey repository, Outcome.Deduplicated same, Instant now) {
    Run run = same.run();
    if (same.tellPullRequest()) {
      remember(
          repository,
          same.subject(),
          run.key(),
          new KnownRun(run.id(), same.subject().pullRequest()),
          now);
    } else if (!run.key().isProposed() && !isPush(same.subject())) {
      runs.remember(repository, run.key(), new KnownRun(run.id(), null), now);
    }
    if (run.key().isProposed()) {
      proposed.want(repository, same.subject().ref(), run.id());
    }
  }

  /** The run is over and counts no more: its commit may run again. */
  private void release(RepositoryKey repository, Run run, Instant now) {
    ended(repository, run.id(), true, now);
  }

  /**
   * A run has ended; nothing is done when that is known.
   *
   * @param released whether its commit may run again
   */
  public void ended(RepositoryKey repository, RunId run, boolean released, Instant now) {
    open.remove(run)
        .map(ProposedRuns::key)
        .ifPresent(
            key -> {
              if (released) {
                free(repository, key, run, now);
              }
              if (key.isProposed()) {
                proposed.end(repository, run);
              }
            });
  }

  private void free(RepositoryKey repository, RunKey key, RunId run, Instant now) {
    runs.release(repository, key, run, now);
    if (!key.isProposed()) {
      tracked.release(repository, key, run);
    }
  }
}
