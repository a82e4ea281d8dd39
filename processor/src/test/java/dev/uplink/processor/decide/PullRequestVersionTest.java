package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.INFRA;
import static dev.uplink.processor.decide.Facts.attached;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Outcome.Started;
import dev.uplink.processor.decide.Outcome.Superseded;
import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.BitbucketEvent.CommentAdded;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.Comment;
import dev.uplink.processor.event.PullRequest;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.lookup.Answer;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Data Center numbers the changes of a pull request, its ends and openings among them: what a
 * second hook tells late is known by that.
 */
class PullRequestVersionTest {
  private static final CommitSha HEAD = sha('2');
  private static final KnownFacts DECLINED = known(false, 1L);

  @Test
  void anOpeningThatIsHeardOfAfterTheEndOpensNothing() {
    assertThat(reason(decide(told(PullRequestAction.OPENED, 0L), DECLINED)))
        .isEqualTo(OutcomeReason.PULL_REQUEST_CLOSED);
  }

  @Test
  void anOpeningThatCameAfterTheEndOpensItAgain() {
    Verdict verdict = decide(told(PullRequestAction.OPENED, 2L), DECLINED);

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Started.class);
    assertThat(verdict.changes().pullRequest())
        .extracting(Verdict.PullRequestNote::record)
        .isEqualTo(record(true, 2L));
  }

  /** No event of its own tells of it: an approval or a new title may be the first that does. */
  @ParameterizedTest
  @EnumSource(names = {"APPROVED", "UNAPPROVED", "EDITED", "UPDATED"})
  void whateverCameAfterTheEndFindsItOpenAgain(PullRequestAction action) {
    assertThat(decide(told(action, 2L), DECLINED).outcomes().getFirst())
        .isInstanceOf(Started.class);
    assertThat(reason(decide(told(action, 0L), DECLINED)))
        .isEqualTo(OutcomeReason.PULL_REQUEST_CLOSED);
    assertThat(reason(decide(told(action, null), DECLINED)))
        .isEqualTo(OutcomeReason.PULL_REQUEST_CLOSED);
  }

  /** As of an older Data Center, or of what an older version of ours remembers. */
  @Test
  void whereNothingIsNumberedAnOpeningIsBelieved() {
    assertThat(decide(told(PullRequestAction.OPENED, null), DECLINED).outcomes().getFirst())
        .isInstanceOf(Started.class);
    assertThat(decide(told(PullRequestAction.OPENED, 0L), known(false, null)).outcomes().getFirst())
        .isInstanceOf(Started.class);
  }

  /** One of its name may have been made anew since, whose numbers begin at nothing. */
  @Test
  void atAnotherCommitThanItEndedWithItIsBelievedWhateverItsNumber() {
    PullRequestChanged told = told(PullRequestAction.SOURCE_UPDATED, sha('4'), 0L);

    assertThat(decide(told, DECLINED).outcomes().getFirst()).isInstanceOf(Started.class);
  }

  /** The run would be stopped though somebody waits for it. */
  @Test
  void anEndFromBeforeItWasOpenedAgainEndsNothing() {
    RunKey key = new RunKey("t", HEAD, RunType.PROPOSED);
    Run run = new Run(RunId.of(Facts.KEY, "d0", "t", RunType.PROPOSED, HEAD), key);
    KnownFacts reopened =
        known(true, 2L)
            .open(
                new OpenRun(
                    new TargetName("t", "t", TargetKind.STACK), run, Set.of(Ref.pullRequest(7))));

    Verdict late = decide(told(PullRequestAction.DECLINED, 1L), reopened);
    Verdict next = decide(told(PullRequestAction.DECLINED, 3L), reopened);

    assertThat(late.outcomes())
        .containsExactly(
            new Ignored(
                attached("t").target().name(),
                Subject.of(told(PullRequestAction.DECLINED, 1L).pullRequest(), INFRA, null),
                OutcomeReason.PULL_REQUEST_CLOSED,
                "pull request 7 was declined, and is open again"));
    assertThat(late.changes()).isEqualTo(Verdict.Changes.NONE);
    assertThat(next.outcomes()).hasAtLeastOneElementOfType(Superseded.class);
  }

  @Test
  void aCommandFromBeforeTheEndIsNotObeyed() {
    assertThat(reason(decide(command(0L), DECLINED))).isEqualTo(OutcomeReason.PULL_REQUEST_CLOSED);
    assertThat(decide(command(2L), DECLINED).outcomes().getFirst()).isInstanceOf(Started.class);
  }

  @Test
  void theHighestNumberIsKept() {
    PullRequestChanged late = told(PullRequestAction.APPROVED, 1L);

    assertThat(decide(late, known(true, 3L)).changes().pullRequest())
        .extracting(Verdict.PullRequestNote::record)
        .isEqualTo(record(true, 3L));
  }

  private static PullRequestChanged told(PullRequestAction action, @Nullable Long version) {
    return told(action, HEAD, version);
  }

  private static PullRequestChanged told(
      PullRequestAction action, CommitSha head, @Nullable Long version) {
    PullRequestChanged event = Facts.changed(action, head.value());
    return new PullRequestChanged(
        INFRA, action, numbered(event.pullRequest(), version), event.previousHead());
  }

  private static CommentAdded command(long version) {
    Comment comment = new Comment(null, Set.of("ada"), "/spacelift propose t");
    return new CommentAdded(INFRA, told(PullRequestAction.OPENED, version).pullRequest(), comment);
  }

  private static PullRequest numbered(PullRequest one, @Nullable Long version) {
    return new PullRequest(
        one.id(), one.open(), one.draft(), one.source(), one.target(), one.targetHead(), version);
  }

  private static PullRequestRecord record(boolean open, @Nullable Long version) {
    return new PullRequestRecord(open, HEAD, "dev", "main", version);
  }

  private static KnownFacts known(boolean open, @Nullable Long version) {
    return new KnownFacts().pullRequest(7, record(open, version));
  }

  private static Verdict decide(BitbucketEvent event, KnownFacts known) {
    return EventDecider.decide(
        event,
        new DecisionFacts(
            new Cause("d1", Facts.DATA_CENTER_KEY),
            List.of(attached("t")),
            known,
            lookup -> new Answer.Account(Set.of("{uplink}")),
            null));
  }

  private static OutcomeReason reason(Verdict verdict) {
    return ((Ignored) verdict.outcomes().getFirst()).reason();
  }
}
