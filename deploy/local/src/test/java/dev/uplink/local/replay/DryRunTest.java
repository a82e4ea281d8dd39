package dev.uplink.local.replay;

import static dev.uplink.local.replay.Samples.AT;
import static dev.uplink.local.replay.Samples.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.uplink.local.replay.Selection.RepositoryName;
import dev.uplink.processor.memory.Retention;
import dev.uplink.schemas.access.Principal;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.SchemaNotRegisteredException;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The present rules over records in memory. */
class DryRunTest {
  private static final Selection ALL =
      new Selection(Optional.of(Instant.EPOCH), Optional.empty(), Optional.empty(), false);
  private static final Selection DEAD_LETTERS =
      new Selection(Optional.empty(), Optional.empty(), Optional.empty(), true);

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final HeldRecords records = new HeldRecords(AvroSerdes.over(registry));

  @BeforeEach
  void anIntegration() {
    records.with(Topics.INTEGRATIONS, "acme/bb", AT, Samples.integration());
  }

  @Test
  void aStackWhoseProjectRootChangedSinceWouldBeIgnoredNow() {
    stack("elsewhere");
    push("d1", 'a', 'b');
    decided("d1", OutcomeType.STARTED, null, 'b');
    answered('a', 'b', LookupOutcome.ANSWERED, "network/main.tf");

    Report report = report(ALL);

    assertThat(ReportText.of(report, false))
        .contains(
            "stack network, branch main: STARTED TRACKED of bbbbbbbbbbbb"
                + " → would be IGNORED now, NO_FILES_AFFECTED")
        .contains("1 lookups answered from uplink.lookup-results, 0 not known")
        .contains("today's: 0 accounts, 0 spaces, 1 integrations, 1 stacks, 0 modules")
        .contains("Deliveries: 1 different, 0 the same");
  }

  /** So what its user may do at Kafka is enough, and no more. */
  @Test
  void whatIsReadIsWhatItsUserMayRead() {
    push("d1", 'a', 'b');
    report(ALL);
    report(DEAD_LETTERS);

    assertThat(Principal.REPLAYER.permissions())
        .allSatisfy(one -> assertThat(one.operation()).isEqualTo(AclOperation.READ))
        .extracting(one -> one.on().name())
        .containsExactlyInAnyOrderElementsOf(records.asked());
  }

  @Test
  void whatTheTopicDoesNotAnswerCountsAsNotKnown() {
    stack("elsewhere");
    push("d1", 'a', 'b');
    decided("d1", OutcomeType.STARTED, null, 'b');

    Report report = report(ALL);

    assertThat(report.different()).isEmpty();
    assertThat(report.entries().getFirst().rehearsed().unanswered())
        .containsExactly(LookupKind.PUSH_FILES);
  }

  @Test
  void aGoodAnswerIsTakenThoughALaterOneFailed() {
    stack("elsewhere");
    push("d1", 'a', 'b');
    answered('a', 'b', LookupOutcome.ANSWERED, "network/main.tf");
    answered('a', 'b', LookupOutcome.FAILED);

    assertThat(now(report(ALL), 0)).containsExactly("IGNORED NO_FILES_AFFECTED");
  }

  @Test
  void aFailureOfThenIsOneNowAndCountsAsNotKnown() {
    stack("elsewhere");
    push("d1", 'a', 'b');
    answered('a', 'b', LookupOutcome.FAILED);

    Report report = report(ALL);

    assertThat(now(report, 0)).containsExactly("STARTED TRACKED of bbbbbbbbbbbb");
    assertThat(report.answered()).isZero();
    assertThat(report.unanswered()).isEqualTo(1);
  }

  @Test
  void eachDeliveryMeetsTheFailureForItself() {
    stack("elsewhere");
    push("d1", 'a', 'b');
    push("d2", 'a', 'b');
    answered('a', 'b', LookupOutcome.FAILED);

    assertThat(report(ALL).unanswered()).isEqualTo(2);
  }

  @Test
  void whatIsBeforeInTheRangeIsRemembered() {
    stack("");
    push("d1", 'a', 'b');
    push("d2", 'a', 'b');
    decided("d1", OutcomeType.STARTED, null, 'b');
    decided("d2", OutcomeType.DEDUPLICATED, OutcomeReason.SAME_RUN, 'b');

    Report report = report(ALL);

    assertThat(now(report, 1)).first().asString().startsWith("DEDUPLICATED");
  }

  @Test
  void whatWasDeduplicatedAgainstAnEarlierOneIsSaidToBePerhapsForgotten() {
    stack("");
    push("d2", 'a', 'b');
    decided("d2", OutcomeType.DEDUPLICATED, OutcomeReason.SAME_RUN, 'b');

    assertThat(ReportText.of(report(ALL), false))
        .contains("would START now, TRACKED of bbbbbbbbbbbb; it may be so because the memory")
        .contains("1 may be different only because the memory is empty");
  }

  @Test
  void aDeliveryThatCameAgainIsDecidedOnce() {
    stack("");
    push("d1", 'a', 'b');
    push("d1", 'a', 'b');

    Report report = report(ALL);

    assertThat(report.entries()).hasSize(1);
    assertThat(report.repeated()).isEqualTo(1);
  }

  @Test
  void aDeadLetterIsDecidedNow() {
    stack("");
    letter(7, "d1", records.bytes(Topics.WEBHOOKS, Samples.push("d1", 'a', 'b')));

    Report report = report(DEAD_LETTERS);

    assertThat(ReportText.of(report, false))
        .contains("dead letter RECORD_TOO_LARGE (it would not fit) → decided, 1 outcomes now")
        .contains("stack network, branch main: no candidate → would START now, TRACKED");
  }

  @Test
  void whatADeadLetterLeftAtItsOriginIsReadThereOrCountedAsGone() {
    stack("");
    push("d1", 'a', 'b');
    letter(0, "d1", null);
    letter(99, "d2", null);

    Report report = report(DEAD_LETTERS);

    assertThat(report.entries()).extracting(entry -> entry.delivery().id()).containsExactly("d1");
    assertThat(report.lost()).isEqualTo(1);
  }

  @Test
  void whatIsNotUnderstoodNowEitherIsADeadLetterAgain() {
    records.raw(Topics.WEBHOOKS, KEY, AT, new byte[] {1, 2, 3});
    records.with(Topics.WEBHOOKS, KEY, AT, Samples.webhook("d2", "[\"a list is no object\"]"));

    Report report = report(ALL);

    assertThat(report.entries())
        .extracting(entry -> reason(entry.rehearsed().fate()))
        .containsExactly(DeadLetterReason.NOT_AVRO, DeadLetterReason.NOT_AN_OBJECT);
    assertThat(report.entries().getFirst().delivery().identity()).isEqualTo("uplink.webhooks/0/0");
  }

  @Test
  void onlyTheChosenTimeAndRepositoryAreDecided() {
    push("d1", 'a', 'b');
    Selection later =
        new Selection(Optional.of(AT.plusMillis(1)), Optional.empty(), Optional.empty(), false);
    Selection other =
        new Selection(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new RepositoryName("bitbucket-cloud", "acme", "other")),
            false);

    assertThat(report(later).entries()).isEmpty();
    assertThat(report(other).entries()).isEmpty();
  }

  @Test
  void nothingIsWrittenToTheRegistry() {
    stack("");
    push("d1", 'a', 'b');

    assertThat(now(report(ALL), 0)).hasSize(1);

    assertThatExceptionOfType(SchemaNotRegisteredException.class)
        .isThrownBy(() -> registry.idOf(Topics.DECISIONS.subject(), Decision.getClassSchema()));
  }

  private Report report(Selection selection) {
    return new DryRun(
            records,
            AvroSerdes.over(new ReadOnlyRegistry(registry)),
            new Retention(Duration.ofDays(14), Duration.ofDays(90)))
        .of(selection);
  }

  private static List<String> now(Report report, int entry) {
    return report.entries().get(entry).rehearsed().fate() instanceof Fate.Decided decided
        ? decided.outcomes().stream().map(FateText::what).toList()
        : List.of();
  }

  private static DeadLetterReason reason(Fate fate) {
    return fate instanceof Fate.GivenUp givenUp ? givenUp.reason() : DeadLetterReason.UNKNOWN;
  }

  private void stack(String projectRoot) {
    records.with(Topics.STACKS, "acme/s1", AT, Samples.stack(projectRoot));
  }

  private void push(String deliveryId, char from, char to) {
    records.with(Topics.WEBHOOKS, KEY, AT, Samples.push(deliveryId, from, to));
  }

  private void decided(
      String deliveryId, OutcomeType type, @Nullable OutcomeReason reason, char commit) {
    records.with(Topics.DECISIONS, KEY, AT, Samples.decision(deliveryId, type, reason, commit));
  }

  private void answered(char from, char to, LookupOutcome outcome, String... paths) {
    records.with(Topics.LOOKUP_RESULTS, KEY, AT, Samples.files(from, to, outcome, paths));
  }

  private void letter(long offset, String deliveryId, byte @Nullable [] value) {
    records.with(
        Topics.DEAD_LETTERS,
        "uplink.webhooks/0/" + offset,
        AT,
        Samples.letter(offset, deliveryId, value));
  }
}
