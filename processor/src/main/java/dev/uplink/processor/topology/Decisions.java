package dev.uplink.processor.topology;

import dev.uplink.processor.decide.Candidate;
import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Cause;
import dev.uplink.processor.decide.DecisionFacts;
import dev.uplink.processor.decide.EventDecider;
import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.Hash;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Answers;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Pending;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.streams.Received;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Decides completely and makes all records; only then stores are written, and it is told. */
final class Decisions {
  private final Memory memory;
  private final Catalogue catalogue;
  private final Exits exits;
  private final Meters meters;

  Decisions(Memory memory, Catalogue catalogue, Exits exits, Meters meters) {
    this.memory = memory;
    this.catalogue = catalogue;
    this.exits = exits;
    this.meters = meters;
  }

  /**
   * @param lookupIds the questions that it rests on
   * @param received the value that it was read from; null when that is left at its origin
   */
  void decide(
      Pending pending,
      List<Candidate> candidates,
      List<String> lookupIds,
      Answers answers,
      @Nullable Received<?> received) {
    RepositoryKey repository = pending.repositoryKey();
    Instant at = Instant.ofEpochMilli(pending.at());
    Cause cause = new Cause(pending.deliveryId(), repository);
    Verdict verdict =
        EventDecider.decide(
            pending.event(),
            new DecisionFacts(
                cause,
                candidates,
                memory.of(repository, pending.integrationId(), at),
                answers,
                catalogue.runLimit(repository.account()).orElse(null)));
    Occasion occasion = occasion(cause, pending, verdict, lookupIds);
    Results results = Results.of(occasion, verdict, memory::start);
    Record<String, ?> record = RepositoryEventQueue.record(pending);
    Optional<String> misfit = SizeCheck.misfit(record, results);
    if (misfit.isPresent()) {
      results = SizeCheck.shortened(record, results);
      misfit = SizeCheck.misfit(record, results);
    }
    if (misfit.isPresent()) {
      exits.giveUp(
          record,
          PendingMapper.origin(pending),
          pending.deliveryId(),
          DeadLetterReason.RECORD_TOO_LARGE,
          misfit.get(),
          received);
      return;
    }
    memory.keep(repository, pending.integrationId(), verdict, results.commands(), at);
    meters.missed(verdict.gaps());
    exits.decide(record, results, pending.since());
  }

  private Occasion occasion(Cause cause, Pending pending, Verdict verdict, List<String> lookupIds) {
    Occasion.Via via =
        new Occasion.Via(
            pending.integrationId(),
            catalogue
                .integration(cause.repository().account(), pending.integrationId())
                .orElse(null),
            pending.replayOf(),
            null);
    return new Occasion(
        cause,
        via,
        pending.eventKey(),
        pending.event().repository(),
        subjects(pending.event(), verdict),
        lookupIds,
        Instant.ofEpochMilli(pending.at()));
  }

  /**
   * Of a pull request the outcomes know the whole hash, if anybody does. Where nobody is interested
   * there are none, and a body that has the whole of it can tell it all the same.
   */
  private static List<Subject> subjects(BitbucketEvent event, Verdict verdict) {
    return switch (event) {
      case BitbucketEvent.Push push -> push.changes().stream().map(Subject::of).toList();
      case BitbucketEvent.PullRequestChanged changed ->
          List.of(subject(verdict, changed.pullRequest(), changed.repository()));
      case BitbucketEvent.CommentAdded added ->
          List.of(subject(verdict, added.pullRequest(), added.repository()));
      case BitbucketEvent.RepositoryRenamed _, BitbucketEvent.NothingToDecide _ -> List.of();
    };
  }

  private static Subject subject(Verdict verdict, PullRequest pullRequest, RepositoryName into) {
    return verdict.outcomes().stream()
        .map(Outcome::subject)
        .flatMap(subject -> Optional.ofNullable(subject).stream())
        .findFirst()
        .orElseGet(() -> Subject.of(pullRequest, into, told(pullRequest.source().head())));
  }

  private static @Nullable CommitSha told(@Nullable Hash head) {
    return head == null ? null : head.full().orElse(null);
  }
}
