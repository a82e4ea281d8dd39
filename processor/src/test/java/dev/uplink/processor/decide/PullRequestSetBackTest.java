package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.INFRA;
import static dev.uplink.processor.decide.Facts.changed;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Outcome.Ignored;
import dev.uplink.processor.decide.Verdict.PullRequestNote;
import dev.uplink.processor.event.BitbucketEvent.PullRequestChanged;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.id.CommitSha;
import org.junit.jupiter.api.Test;

/**
 * A source branch that is set back to a commit it has been at, by which a late event would be known
 * otherwise. The pull request stands at 3 and has been at 2.
 */
class PullRequestSetBackTest {
  private static final Ref PULL_REQUEST = Ref.pullRequest(7);
  private static final RepositoryName FORK = new RepositoryName("ada", "infra");

  @Test
  void aBranchThatWasSetBackTakesItsPullRequestBack() {
    Verdict verdict =
        decide(changed(PullRequestAction.UPDATED, sha('2').value()), branchAt('2', '3'));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Outcome.Started.class);
    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(PULL_REQUEST, sha('3'), sha('2')));
  }

  /** Its pushes are told elsewhere; only the pull request's own event says where it was. */
  @Test
  void soDoesTheBranchOfAForkThatIsSaidToComeFromTheHead() {
    Verdict verdict = decide(fromRefUpdated(FORK, '3', '2'), new KnownFacts());

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Outcome.Started.class);
    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(PULL_REQUEST, sha('3'), sha('2')));
    assertThat(verdict.changes().pullRequest())
        .isEqualTo(
            new PullRequestNote(7, new PullRequestRecord(true, sha('2'), "dev", "main", null)));
  }

  @Test
  void oneThatComesFromElsewhereIsLateStill() {
    Verdict verdict = decide(fromRefUpdated(FORK, '1', '2'), new KnownFacts());

    assertThat(reason(verdict)).isEqualTo(OutcomeReason.OLDER_PUSH);
    assertThat(((Ignored) verdict.outcomes().getFirst()).detail())
        .isEqualTo("pull request 7 has gone on to 333333333333");
    assertThat(verdict.changes()).isEqualTo(Verdict.Changes.NONE);
  }

  /** The push that set the branch back may be heard of after it. */
  @Test
  void whereTheBranchIsSaidToComeFromItsHeadThePushIsStillToCome() {
    Verdict verdict = decide(fromRefUpdated(INFRA, '3', '2'), branchAt('3', '2'));

    assertThat(verdict.outcomes().getFirst()).isInstanceOf(Outcome.Started.class);
  }

  @Test
  void whereTheBranchHasGoneOnSinceItIsLate() {
    Verdict verdict = decide(fromRefUpdated(INFRA, '3', '2'), branchAt('4', '3', '2'));

    assertThat(((Ignored) verdict.outcomes().getFirst()).detail())
        .isEqualTo("branch dev has gone on to 444444444444");
    assertThat(reason(verdict)).isEqualTo(OutcomeReason.OLDER_PUSH);
  }

  /** What it came from has been its head, so that the opening is known for late. */
  @Test
  void whatIsHeardOfBeforeTheOpeningKnowsWhereItWas() {
    Verdict verdict =
        EventDecider.decide(fromRefUpdated(FORK, '1', '2'), Facts.about(Wording.candidate("fork")));

    assertThat(verdict.changes().heads())
        .containsExactly(new HeadChange.Moved(PULL_REQUEST, sha('1'), sha('2')));
  }

  private static PullRequestChanged fromRefUpdated(RepositoryName from, char before, char now) {
    return new PullRequestChanged(
        INFRA,
        PullRequestAction.SOURCE_UPDATED,
        Facts.pullRequest(from, "dev", sha(now).value(), true, false, "main"),
        sha(before));
  }

  private static KnownFacts branchAt(char head, char... before) {
    CommitSha[] passed =
        new String(before).chars().mapToObj(c -> sha((char) c)).toArray(CommitSha[]::new);
    return Facts.at("dev", sha(head), passed);
  }

  private static Verdict decide(PullRequestChanged event, KnownFacts known) {
    known
        .at(PULL_REQUEST, sha('3'), sha('2'))
        .pullRequest(7, new PullRequestRecord(true, sha('3'), "dev", "main", null));
    return EventDecider.decide(event, Facts.about(known, Wording.candidate("fork")));
  }

  private static OutcomeReason reason(Verdict verdict) {
    return ((Ignored) verdict.outcomes().getFirst()).reason();
  }
}
