package dev.uplink.ingress.controlplane.delivery.story;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.DeadEnd;
import dev.uplink.ingress.controlplane.delivery.Delivery;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.OutcomeCounts;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RunAction;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StorytellerTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  private final Arrival arrival =
      new Arrival(AT, "request-1", null, 1, null, "secret-1", 17, 0, 42);
  private VerifyingSecret secret = new VerifyingSecret(AT.minusSeconds(60), null);
  private List<Lookup> lookups = List.of();
  private List<Attached> bystanders = List.of();
  private List<Command> commands = List.of();
  private List<RunWord> runs = List.of();
  private List<ShownStatus> statuses = List.of();
  private Set<String> hidden = Set.of();

  @Test
  void whatIsNotDecidedSaysThatItWaits() {
    assertThat(told(null, null))
        .containsExactly(
            "RECEIVED repo:push came with 17 bytes, signed with the integration's current webhook"
                + " secret (made 2026-01-02T03:03:05Z).",
            "RESOLVED It is for integration acme (Acme) in Space root / platform.",
            "UNDECIDED No decision on it has been read: the processor has not come to it, or waits"
                + " for an answer of Bitbucket.");
  }

  @Test
  void whatWaitsForBitbucketNamesTheQuestion() {
    lookups =
        List.of(
            new Lookup(
                "l1",
                LookupKind.FULL_HASH,
                new Lookup.Question(AT, "a", "b", null, "0123456789ab", null, null),
                null));

    assertThat(told(null, null))
        .endsWith(
            "LOOKED_UP Bitbucket was asked for the full hash of 0123456789ab, and no answer has"
                + " been read.",
            "UNDECIDED It is not decided: it waits for that, or for its turn behind an event that"
                + " does.");
  }

  @Test
  void whoHasTheRepositoryAndWasNotDecidedOnIsNamed() {
    bystanders =
        IntStream.range(0, 23)
            .mapToObj(
                n -> new Attached("t" + n, "s" + n, "root", integrationOf(n), "other", "root"))
            .toList();

    assertThat(told(ignored("NO_TARGETS", "so it is"), null))
        .endsWith(
            "ATTACHED_SINCE 2 stacks and modules have this repository now through this integration,"
                + " but not yet then: s0, s1.",
            "ATTACHED_ELSEWHERE 21 stacks and modules have this repository now through integration"
                + " other, by whose webhook they hear of it: s2, s3, s4, s5, s6, s7, s8, s9, s10,"
                + " s11, s12, s13, s14, s15, s16, s17, s18, s19, s20, s21, ….");
  }

  @Test
  void anIntegrationThatTheCallerMayNotSeeIsNotNamed() {
    bystanders = List.of(new Attached("t", "s", "root", "another", null, "beside"));

    assertThat(told(ignored("NO_TARGETS", "so it is"), null))
        .endsWith(
            "ATTACHED_ELSEWHERE 1 stack or module has this repository now through an integration"
                + " that you may not see, by whose webhook they hear of it: s.");
  }

  private static String integrationOf(int target) {
    return target < 2 ? "int" : "another";
  }

  @Test
  void aSecretThatWasReplacedBeforeIsAPreviousOne() {
    secret = new VerifyingSecret(AT.minusSeconds(60), AT.minusSeconds(1));
    assertThat(told(null, null).getFirst())
        .contains("a previous webhook secret, replaced and still accepted");

    secret = new VerifyingSecret(AT.minusSeconds(60), AT.plusSeconds(1));
    assertThat(told(null, null).getFirst()).contains("current webhook secret (made", ", replaced ");
  }

  @Test
  void aDeadLetterEndsTheStoryWithItsReason() {
    assertThat(told(null, new DeadEnd(AT, "decide", "NOT_JSON", "line 1")))
        .endsWith("DEAD_LETTERED It was given up at decide: the body is not JSON (line 1).");
  }

  @ParameterizedTest
  @EnumSource(IgnoredReason.class)
  void whateverTheReasonThatNothingWasDecidedItIsASentence(IgnoredReason reason) {
    assertThat(told(ignored(reason.name(), "so it is"), null))
        .last()
        .asString()
        .startsWith("IGNORED There was nothing to decide")
        .endsWith(" (so it is).");
  }

  @ParameterizedTest
  @EnumSource(OutcomeReason.class)
  void whateverTheReasonForATargetItIsASentence(OutcomeReason reason) {
    assertThat(told(decided(), null, outcome("REJECTED", reason.name(), null)))
        .last()
        .asString()
        .matches(
            "TARGET_REJECTED Stack network is refused a run of commit .* on branch main: .+\\.");
  }

  @Test
  void aWordOfANewerVersionIsNoFailure() {
    assertThat(told(decided(), null, outcome("POSTPONED", "BY_MOONLIGHT", null)))
        .last()
        .isEqualTo(
            "TARGET_UNEXPLAINED Stack network: something was decided that this version does not"
                + " know.");
  }

  @Test
  void aTryOfANotifierThatWasReplacedIsNotTheLastWord() {
    statuses =
        List.of(
            new ShownStatus(
                COMMIT,
                "spacelift/tracked",
                null,
                new ShownStatus.Told(
                    AT.plusSeconds(11),
                    "FAILED",
                    DeliveryOutcome.HANDED_OVER,
                    503,
                    2,
                    "Bitbucket failed")));

    assertThat(told(decided(), null, outcome("STARTED", null, "g.1")))
        .last()
        .isEqualTo(
            "STATUS_DELAYED Bitbucket did not take FAILED under spacelift/tracked at commit"
                + " 0123456789ab (HTTP 503) at attempt 2: Bitbucket failed; another notifier has it"
                + " to tell now.");
  }

  @Test
  void aStartedRunIsFollowedByItsUpdatesAndStatusesInTheOrderOfTime() {
    runs = List.of(new RunWord("g.1", "FINISHED", AT.plusSeconds(9), null, 4));
    statuses =
        List.of(
            new ShownStatus(
                COMMIT,
                "spacelift/tracked",
                new ShownStatus.Wanted(AT.plusSeconds(10), "SUCCESSFUL", "1 succeeded"),
                new ShownStatus.Told(
                    AT.plusSeconds(11), "SUCCESSFUL", DeliveryOutcome.DELIVERED, 201, 1, null)));
    commands =
        List.of(
            new Command(
                AT.plusSeconds(5), RunAction.UPDATE, "d2", "g.1", "t1", "network", 7L, null));

    assertThat(told(decided(), null, outcome("STARTED", null, "g.1")))
        .endsWith(
            "TARGET_STARTED Stack network starts: TRACKED run g.1 of commit 0123456789ab on branch"
                + " main; schedulers were told to START it.",
            "COMMANDED Schedulers were told that run g.1 of network is for pull request 7, because"
                + " of delivery d2.",
            "RUN_UPDATED Run g.1 of network is FINISHED, after 4 updates.",
            "STATUS_WANTED Commit 0123456789ab should show SUCCESSFUL, \"1 succeeded\".",
            "STATUS_SHOWN Bitbucket shows SUCCESSFUL under spacelift/tracked at commit 0123456789ab"
                + " (HTTP 201).");
  }

  @Test
  void aRunThatNoSchedulerSpokeOfIsSaidToBeSilent() {
    assertThat(told(decided(), null, outcome("STARTED", null, "g.1")))
        .last()
        .isEqualTo("RUN_SILENT No scheduler has reported on run g.1 of network.");
    assertThat(told(decided(), null, outcome("DEDUPLICATED", "SAME_RUN", "g.1")))
        .last()
        .isEqualTo(
            "TARGET_DEDUPLICATED Stack network starts nothing of commit 0123456789ab on branch"
                + " main: the same run exists already, run g.1.");
  }

  @Test
  void aDecisionIsNoEarlierThanTheAnswersItRestsOn() {
    lookups =
        List.of(
            lookup("l1", LookupOutcome.ANSWERED, 4, false),
            lookup("l2", LookupOutcome.TIMED_OUT, 0, false),
            lookup("l3", LookupOutcome.ANSWERED, 10_000, true));

    List<Step> story =
        story(decided("l1", "l2", "l3", "l4"), null, outcome("IGNORED", "NO_FILES_AFFECTED", null));

    assertThat(story.stream().filter(step -> step.kind() == StepKind.LOOKED_UP).map(Step::text))
        .containsExactlyInAnyOrder(
            "Bitbucket was asked which files changed from aaaaaaaaaaaa to 0123456789ab: 4 files, a,"
                + " b, c, ….",
            "Bitbucket was asked which files changed from aaaaaaaaaaaa to 0123456789ab: it did not"
                + " answer in time, so every file counts as changed.",
            "Bitbucket was asked which files changed from aaaaaaaaaaaa to 0123456789ab: more than"
                + " are looked at, so every file counts as changed.",
            "Bitbucket was asked something of which nothing has been read.");
    assertThat(story.getLast().at()).isEqualTo(AT.plusSeconds(2));
    assertThat(story).isSortedAccordingTo(java.util.Comparator.comparing(Step::at));
  }

  @Test
  void whatTheCallerMayNotSeeIsCountedAndNotTold() {
    hidden = Set.of("t1");
    statuses =
        List.of(
            new ShownStatus(
                COMMIT, "spacelift/network", new ShownStatus.Wanted(AT, "FAILED", "network"), null),
            new ShownStatus(
                COMMIT,
                "spacelift/tracked@acme",
                new ShownStatus.Wanted(AT, "FAILED", "1 failed"),
                null));

    List<String> told = told(decided(), null, outcome("STARTED", null, "g.1"));

    assertThat(told)
        .noneMatch(step -> step.contains("network"))
        .last()
        .isEqualTo("HIDDEN 3 steps about stacks and modules that you may not see are left out.");
    assertThat(told).anyMatch(step -> step.contains("1 failed"));
  }

  @Test
  void aLongStoryEndsAndSaysHowMuchIsMissing() {
    Outcome[] many =
        IntStream.range(0, 5_000)
            .mapToObj(n -> outcome("IGNORED", "TAG_PUSHED", null))
            .toArray(Outcome[]::new);

    List<Step> story = story(decided(), null, many);

    assertThat(story).hasSize(Storyteller.MOST_STEPS + 1);
    assertThat(story.getLast().kind()).isEqualTo(StepKind.LEFT_OUT);
    assertThat(story.getLast().count()).isEqualTo(4_002);
  }

  private List<String> told(@Nullable Verdict verdict, @Nullable DeadEnd end, Outcome... outcomes) {
    return story(verdict, end, outcomes).stream()
        .map(step -> step.kind() + " " + step.text())
        .toList();
  }

  private List<Step> story(@Nullable Verdict verdict, @Nullable DeadEnd end, Outcome... outcomes) {
    Subject subject =
        new Subject(
            "d1",
            "acme",
            AT,
            Provider.BITBUCKET_CLOUD,
            "acme/bitbucket-cloud/a/b",
            "int",
            "repo:push",
            null);
    return Storyteller.tell(
        new Facts(
            new Delivery(subject, arrival, verdict, end),
            Arrays.asList(outcomes),
            new Facts.Named("acme", "Acme"),
            "root / platform",
            secret,
            lookups,
            bystanders,
            commands,
            runs,
            statuses,
            hidden));
  }

  private static Verdict decided(String... lookupIds) {
    return verdict(null, null, List.of(lookupIds));
  }

  private static Verdict ignored(String reason, String detail) {
    return verdict(reason, detail, List.of());
  }

  private static Verdict verdict(
      @Nullable String reason, @Nullable String detail, List<String> lookupIds) {
    return new Verdict(
        AT,
        "acme",
        "platform",
        "a",
        "b",
        COMMIT,
        "main",
        null,
        reason,
        detail,
        lookupIds,
        List.of(COMMIT),
        new OutcomeCounts(0, 0, 0, 0, 0));
  }

  private static Outcome outcome(String outcome, @Nullable String reason, @Nullable String runId) {
    return new Outcome(
        "t1", "network", "STACK", outcome, reason, runId, "TRACKED", COMMIT, "BRANCH", "main", null,
        true, null);
  }

  private static Lookup lookup(String id, LookupOutcome outcome, int paths, boolean truncated) {
    return new Lookup(
        id,
        LookupKind.PUSH_FILES,
        new Lookup.Question(AT, "a", "b", "a".repeat(40), COMMIT, null, null),
        new Lookup.Answer(
            AT.plusSeconds(2),
            outcome,
            paths,
            paths == 0 ? List.of() : List.of("a", "b", "c", "d"),
            truncated,
            null,
            List.of(),
            null));
  }
}
