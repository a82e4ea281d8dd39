package dev.uplink.processor.decide;

import dev.uplink.processor.decide.Outcome.Rejected;
import dev.uplink.processor.decide.PushOrder.Arrival;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Answers;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a pushed tag means. It is a release: it runs whatever files it changes, for the targets that
 * ask for tags of its name. Tags that nobody asks for are not remembered.
 *
 * <p>A tag has no line that it goes on: whoever moves it does so by force, and to where it has been
 * as well as elsewhere. Only a movement that was heard of before is late.
 */
final class TagDecider {
  private final Answers answers;
  private final PushOrder order;
  private final OutcomeCollector collector;

  TagDecider(Answers answers, PushOrder order, OutcomeCollector collector) {
    this.answers = answers;
    this.order = order;
    this.collector = collector;
  }

  void decide(RefChange change, List<Candidate> candidates) {
    if (change.deleted()) {
      order.delete(Ref.tag(change.name()), change.from());
      collector.ignoreAll(candidates, Subject.of(change), OutcomeReason.REF_DELETED, null);
      return;
    }
    Map<Boolean, List<Candidate>> tracking =
        candidates.stream()
            .collect(
                Collectors.partitioningBy(
                    candidate -> candidate.target().rules().tracksTag(change.name())));
    collector.ignoreAll(
        tracking.getOrDefault(false, List.of()),
        Subject.of(change),
        OutcomeReason.TAG_PUSHED,
        null);
    List<Candidate> asking = tracking.getOrDefault(true, List.of());
    if (!asking.isEmpty()) {
      switch (commit(change)) {
        case Answer.Commit(CommitSha commit) -> run(change, commit, asking);
        case Answer.None(String why) -> reject(change, asking, why);
        case Answer.Paths(List<String> _) -> reject(change, asking, "the answer names no commit");
        case Answer.Account(Set<String> _) -> reject(change, asking, "the answer names no commit");
      }
    }
  }

  private Answer commit(RefChange change) {
    return change.to() == null
        ? answers.to(new Lookup.TagCommit(change.name()))
        : new Answer.Commit(change.to());
  }

  private void run(RefChange change, CommitSha commit, List<Candidate> asking) {
    boolean moved = change.from() != null && !commit.equals(order.head(Ref.tag(change.name())));
    Arrival arrival = order.arrive(Ref.tag(change.name()), change.from(), commit, moved);
    Subject subject = new Subject(RefType.TAG, change.name(), commit, null, null);
    if (arrival == Arrival.LATE) {
      collector.ignoreAll(
          asking, subject, OutcomeReason.OLDER_PUSH, order.goneOn(Ref.tag(change.name())));
      return;
    }
    for (Candidate candidate : asking) {
      RunKey key = RunKey.of(candidate.target(), true, commit);
      RunRequest.Again again =
          order.again(arrival, Ref.tag(change.name()), commit, candidate.target().name().id());
      collector.decide(
          new RunRequest(candidate, subject, key, new ChangedFiles.NotAsked(), again, false));
    }
  }

  private void reject(RefChange change, List<Candidate> asking, String why) {
    String detail = Detail.of("the commit of the tag is not known: " + why);
    for (Candidate candidate : asking) {
      collector.add(
          new Rejected(
              candidate.target().name(),
              Subject.of(change),
              RejectionReason.COMMIT_UNKNOWN,
              null,
              detail));
    }
  }
}
