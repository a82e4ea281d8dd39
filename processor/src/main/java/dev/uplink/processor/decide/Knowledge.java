package dev.uplink.processor.decide;

import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** What is remembered of one repository. Reading it changes nothing that is remembered. */
public interface Knowledge {
  /** Where a ref stands; empty when it was never seen, or was deleted. */
  Optional<CommitSha> head(Ref ref);

  /**
   * Whether the ref is known to have stood at the commit, or stands there; also before it was
   * deleted, as long as that may still be told late.
   */
  boolean hasPassed(Ref ref, CommitSha commit);

  /** Whether the ref is known to have stood at the commit after it had stood at the earlier one. */
  boolean hasPassedAfter(Ref ref, CommitSha commit, CommitSha earlier);

  /** Whether the ref is known to have gone this way, in the same sense. */
  boolean hasMade(Ref ref, Movement movement);

  /** The run that counts for the key; empty when there is none, or it was released. */
  Optional<KnownRun> run(RunKey key);

  /** The commit of the target's last tracked run; empty when it never had one. */
  Optional<CommitSha> trackedHead(String targetId);

  /**
   * Those that came through the event's own integration, and those of the targets that are its own
   * now. Costs as much as there are such runs.
   *
   * @param isCandidate by a target's id
   */
  List<OpenRun> wantedBy(Ref ref, Predicate<String> isCandidate);

  Optional<PullRequestRecord> pullRequest(long id);

  /** Whether runs were started because of the comment: it may be told of by several hooks. */
  boolean isObeyed(long pullRequest, long comment);
}
