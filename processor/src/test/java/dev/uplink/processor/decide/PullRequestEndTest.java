package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.changed;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.Verdict.PullRequestNote;
import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is known of a pull request once it has ended, and what comes after that. */
class PullRequestEndTest {
  private static final Ref PULL_REQUEST = Ref.pullRequest(7);
  private static final CommitSha HEAD = sha('2');

  /** As Cloud's bodies have it. */
  private static final String SHORT = HEAD.value().substring(0, 12);

  @ParameterizedTest
  @EnumSource(names = {"MERGED", "DECLINED", "DELETED"})
  void anEndIsRememberedWithTheHeadThatItHad(PullRequestAction action) {
    KnownFacts known = new KnownFacts().pullRequest(7, record(HEAD));

    assertThat(decide(changed(action, SHORT), known).changes().pullRequest())
        .isEqualTo(new PullRequestNote(7, new PullRequestRecord(false, HEAD, "dev", "main", null)));
  }

  /** Nothing would ever stop what the opening then starts. */
  @Test
  void anEndThatIsHeardOfBeforeTheBeginningCountsStill() {
    Verdict end = decide(changed(PullRequestAction.DECLINED, HEAD.value()), new KnownFacts());

    assertThat(end.changes().pullRequest())
        .isEqualTo(new PullRequestNote(7, new PullRequestRecord(false, HEAD, "dev", "main", null)));
  }

  /** The last commits came with an event that is heard of after the end. */
  @Test
  void anEndKnowsTheHeadBetterThanTheEventsBeforeIt() {
    KnownFacts known = new KnownFacts().at(PULL_REQUEST, sha('1')).pullRequest(7, record(sha('1')));

    Verdict end = decide(changed(PullRequestAction.DECLINED, HEAD.value()), known);

    assertThat(end.changes().pullRequest())
        .isEqualTo(new PullRequestNote(7, new PullRequestRecord(false, HEAD, "dev", "main", null)));
    assertThat(end.changes().heads())
        .containsExactly(new HeadChange.Moved(PULL_REQUEST, null, HEAD));
  }

  /** Cloud tells 12 digits of it. */
  @Test
  void anEndOfWhichTheHeadIsNotKnownIsRememberedAllTheSame() {
    Verdict end = decide(changed(PullRequestAction.MERGED, SHORT), new KnownFacts());

    assertThat(end.changes().pullRequest())
        .isEqualTo(new PullRequestNote(7, new PullRequestRecord(false, null, "dev", "main", null)));
  }

  /** What calls it open at a commit that it did not end with is believed. */
  @ParameterizedTest
  @EnumSource(names = {"OPENED", "UPDATED", "APPROVED"})
  void oneThatIsOpenAtAnotherCommitIsOpen(PullRequestAction action) {
    KnownFacts known =
        new KnownFacts().pullRequest(7, new PullRequestRecord(false, null, "dev", "main", null));

    assertThat(decide(changed(action, HEAD.value()), known).outcomes().getFirst())
        .isInstanceOf(Started.class);
  }

  /** Somebody opened it again, perhaps, and nobody told; and somebody asks for the run by name. */
  @Test
  void onDataCenterACommentIsBelievedThatCallsADeclinedOneOpen() {
    KnownFacts known =
        new KnownFacts().pullRequest(7, new PullRequestRecord(false, HEAD, "dev", "main", null));
    BitbucketEvent comment = Wording.event("comment 2: /spacelift propose t");

    assertThat(decide(Facts.DATA_CENTER_KEY, comment, known).outcomes().getFirst())
        .isInstanceOf(Started.class);
    assertThat(reason(decide(Facts.KEY, comment, known)))
        .isEqualTo(OutcomeReason.PULL_REQUEST_CLOSED);
  }

  private static PullRequestRecord record(CommitSha head) {
    return new PullRequestRecord(true, head, "dev", "main", null);
  }

  private static Verdict decide(PullRequestChanged event, KnownFacts known) {
    return decide(Facts.KEY, event, known);
  }

  private static Verdict decide(RepositoryKey repository, BitbucketEvent event, KnownFacts known) {
    return EventDecider.decide(
        event,
        new DecisionFacts(
            new Cause("d1", repository),
            List.of(attached("t")),
            known,
            lookup ->
                lookup instanceof Lookup.OwnAccount
                    ? new Answer.Account(Set.of("{uplink}"))
                    : new Answer.Commit(HEAD),
            null));
  }

  private static OutcomeReason reason(Verdict verdict) {
    return ((Ignored) verdict.outcomes().getFirst()).reason();
  }
}
