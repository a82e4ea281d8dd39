package dev.uplink.processor.decide;

import static dev.uplink.processor.decide.Facts.INFRA;
import static dev.uplink.processor.decide.Facts.moved;
import static dev.uplink.processor.decide.Facts.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.event.BitbucketEvent;
import dev.uplink.processor.event.Hash;
import dev.uplink.processor.event.PullRequestAction;
import dev.uplink.processor.event.RefChange;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.processor.lookup.Lookup;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.CommitSha;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** What Bitbucket is asked, and what it is not. */
class QuestionsTest {
  private static final String FULL = sha('2').value();
  private static final Hash SHORT = new Hash(FULL.substring(0, 12));

  @Test
  void withoutAProjectRootNothingIsAsked() {
    assertThat(ofPush("", moved("main", sha('1'), sha('2')))).isEmpty();
    assertThat(ofPush("glob=shared/**", moved("main", sha('1'), sha('2')))).isEmpty();
    assertThat(of(changed(PullRequestAction.OPENED), new KnownFacts(), "")).isEmpty();
  }

  @Test
  void withoutTargetsNothingIsAsked() {
    assertThat(Questions.of(push(moved("main", sha('1'), sha('2'))), List.of(), new KnownFacts()))
        .isEmpty();
  }

  @Test
  void aPushAsksForAllItsFilesAtOnceWhoeverWantsToKnow() {
    List<Candidate> both =
        List.of(Wording.candidate("root=prod"), Wording.candidate("root=dev module"));

    assertThat(Questions.of(push(moved("main", sha('1'), sha('2'))), both, new KnownFacts()))
        .containsExactly(new Lookup.PushFiles(sha('1'), sha('2')));
  }

  @Test
  void eachMovedBranchIsAskedAbout() {
    assertThat(
            ofPush(
                "root=prod", moved("main", sha('1'), sha('2')), moved("dev", sha('3'), sha('4'))))
        .containsExactly(
            new Lookup.PushFiles(sha('1'), sha('2')), new Lookup.PushFiles(sha('3'), sha('4')));
  }

  @Test
  void aNewBranchIsComparedWithTheTrackedOne() {
    assertThat(ofPush("root=prod", moved("dev", null, sha('2'))))
        .containsExactly(new Lookup.BranchFiles("main", sha('2')));
    assertThat(ofPush("root=prod", moved("main", null, sha('2')))).isEmpty();
  }

  @Test
  void deletionsAndTagsAskForNoFiles() {
    assertThat(
            ofPush("root=prod tags=*", Facts.deleted("dev", sha('1')), Facts.tag("v1", sha('2'))))
        .isEmpty();
  }

  @Test
  void theCommitOfATagIsAskedForOnlyIfSomebodyTracksIt() {
    RefChange object = Wording.tagObject("v1");

    assertThat(ofPush("tags=v*", object)).containsExactly(new Lookup.TagCommit("v1"));
    assertThat(ofPush("tags=w*", object)).isEmpty();
    assertThat(ofPush("", object)).isEmpty();
  }

  @Test
  void aPushThatIsTooLargeAsksNothing() {
    RefChange[] refs =
        IntStream.rangeClosed(0, Limits.REFS_PER_PUSH)
            .mapToObj(i -> moved("b" + i, sha('1'), sha('2')))
            .toArray(RefChange[]::new);

    assertThat(ofPush("root=prod", refs)).isEmpty();
  }

  @Test
  void noEventAsksMoreThanIsAllowed() {
    List<Candidate> many =
        IntStream.rangeClosed(0, Limits.LOOKUPS_PER_EVENT)
            .mapToObj(i -> Wording.candidate("root=prod branch=release-" + i))
            .toList();

    assertThat(Questions.of(push(moved("dev", null, sha('2'))), many, new KnownFacts()))
        .hasSize(Limits.LOOKUPS_PER_EVENT);
  }

  @Test
  void aPullRequestAsksForItsDifference() {
    assertThat(of(changed(PullRequestAction.OPENED), new KnownFacts(), "root=prod"))
        .containsExactly(new Lookup.PullRequestFiles(7, new Hash(FULL), "main", null));
  }

  @ParameterizedTest
  @EnumSource(names = {"MERGED", "DECLINED", "DELETED", "REVIEWERS_CHANGED", "CHANGES_REQUESTED"})
  void whatStartsNothingAsksNothing(PullRequestAction action) {
    assertThat(of(Facts.changed(action, SHORT.hex()), new KnownFacts(), "root=prod")).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {"MERGED", "DECLINED", "DELETED", "REVIEWERS_CHANGED", "CHANGES_REQUESTED"})
  void anAbbreviatedHeadIsAskedForUnlessItIsKnown(PullRequestAction action) {
    BitbucketEvent event = Facts.changed(action, SHORT.hex());

    assertThat(of(event, new KnownFacts(), "")).containsExactly(new Lookup.FullHash(INFRA, SHORT));
    assertThat(of(event, Facts.at("dev", sha('2')), "")).isEmpty();
    assertThat(of(event, at(Ref.pullRequest(7)), "")).isEmpty();
    assertThat(of(event, Facts.at("dev", sha('3'), sha('2')), "")).hasSize(1);
  }

  @Test
  void theHeadOfAForkIsAskedForWhereItIs() {
    RepositoryName fork = new RepositoryName("ada", "infra");
    BitbucketEvent event =
        new BitbucketEvent.PullRequestChanged(
            INFRA,
            PullRequestAction.OPENED,
            Facts.pullRequest(fork, "dev", SHORT.hex(), true, false, "main"),
            null);

    assertThat(of(event, Facts.at("dev", sha('2')), "fork"))
        .containsExactly(new Lookup.FullHash(fork, SHORT));
    // What nobody may run nobody need know.
    assertThat(of(event, Facts.at("dev", sha('2')), "")).isEmpty();
  }

  @Test
  void aCommandAsksWhoWeAreAndOtherCommentsAskNothing() {
    assertThat(of(Wording.event("comment 2: /spacelift propose network"), new KnownFacts(), ""))
        .containsExactly(new Lookup.OwnAccount());
    for (String idle : List.of("looks good", "/spacelift help", "/spacelift unlock network")) {
      assertThat(of(Wording.event("comment 2: " + idle), new KnownFacts(), "root=prod")).isEmpty();
    }
    assertThat(of(Wording.event("comment 2 closed: /spacelift propose *"), new KnownFacts(), ""))
        .isEmpty();
  }

  private static BitbucketEvent changed(PullRequestAction action) {
    return Facts.changed(action, FULL);
  }

  private static KnownFacts at(Ref ref) {
    return new KnownFacts().at(ref, new CommitSha(FULL));
  }

  private static BitbucketEvent push(RefChange... changes) {
    return new BitbucketEvent.Push(INFRA, List.of(changes));
  }

  private static List<Lookup> ofPush(String settings, RefChange... changes) {
    return of(push(changes), new KnownFacts(), settings);
  }

  private static List<Lookup> of(BitbucketEvent event, Knowledge known, String settings) {
    return Questions.of(event, List.of(Wording.candidate(settings)), known);
  }
}
