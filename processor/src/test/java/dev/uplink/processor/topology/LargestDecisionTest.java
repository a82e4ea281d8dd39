package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Cause;
import dev.uplink.processor.decide.Outcome;
import dev.uplink.processor.decide.Ref;
import dev.uplink.processor.decide.Run;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.processor.decide.Subject;
import dev.uplink.processor.decide.Target;
import dev.uplink.processor.decide.TargetName;
import dev.uplink.processor.decide.Verdict;
import dev.uplink.processor.event.RepositoryName;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

/** The most outcomes with the longest names fit the record. */
class LargestDecisionTest {
  private static final String LONG_NAME = "n".repeat(128);

  /** UTF-8 bytes of a branch's name; far more than anybody has seen. */
  private static final int REF_NAME_BESIDE_STOPS = 700;

  private static final String LONG_DETAIL = "é".repeat(300);
  private static final RepositoryName INFRA = new RepositoryName("payments", "infra");
  private static final Occasion OCCASION =
      new Occasion(
          new Cause("d1", Samples.REPOSITORY),
          new Occasion.Via("bb", null, null, null),
          "repo:push",
          INFRA,
          List.of(),
          List.of(),
          Story.START);

  @Test
  void theMostOutcomesWithTheLongestNamesFitTheRecord() {
    try (Story story = new Story()) {
      story.publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build());
      for (int i = 0; i < Limits.OUTCOMES_PER_DECISION; i++) {
        String id = LONG_NAME + i;
        story.publish(Topics.STACKS, id, Samples.stack(id).build());
      }

      story.deliver(push("d1", "é".repeat(Limits.REF_NAME_BYTES / 2)));

      assertThat(story.commands()).hasSize(Limits.OUTCOMES_PER_DECISION);
      assertThat(size(story.decision())).isLessThan(Limits.DECISION_RECORD_BYTES - 64 * 1024);
    }
  }

  /**
   * What outcomes rest on is left out where it would not fit: that there are so many says enough.
   */
  @Test
  void asManyRunsThatStopBesideThoseThatStartFitInFewerWords() {
    Ref branch = Ref.branch("é".repeat(REF_NAME_BESIDE_STOPS / 2));
    List<Outcome> outcomes = new ArrayList<>();
    for (int i = 0; i < Limits.OUTCOMES_PER_DECISION; i++) {
      Target target = target("%036d".formatted(i));
      Subject subject = Subject.branchAt(branch.key(), new CommitSha(sha('b')));
      outcomes.add(new Outcome.Started(target, subject, run(target, 'b'), true, LONG_DETAIL));
      outcomes.add(new Outcome.Superseded(target.name(), run(target, 'a'), LONG_DETAIL));
    }
    Results results = Results.of(OCCASION, verdict(outcomes), run -> Optional.empty());
    Record<String, ?> record = new Record<>(Samples.KEY, "", 0);

    assertThat(SizeCheck.misfit(record, results)).isPresent();
    Results shortened = SizeCheck.shortened(record, results);
    assertThat(SizeCheck.misfit(record, shortened)).isEmpty();
    assertThat(shortened.decision().getOutcomes()).hasSize(outcomes.size());
  }

  /** Each has its command; the decision says of how many it tells nothing more. */
  @Test
  void moreRunsThatStopThanTheRecordCanNameAreCountedAndAllAreStopped() {
    List<Outcome> outcomes = new ArrayList<>();
    String branch = "é".repeat(Limits.REF_NAME_BYTES / 2);
    for (int i = 0; i < Limits.OUTCOMES_PER_DECISION; i++) {
      Target target = target("%036d".formatted(i));
      Subject subject = Subject.branchAt(branch, new CommitSha(sha('b')));
      outcomes.add(new Outcome.Started(target, subject, run(target, 'b'), true, LONG_DETAIL));
      outcomes.add(new Outcome.Superseded(target.name(), run(target, 'a'), LONG_DETAIL));
      outcomes.add(new Outcome.Superseded(target.name(), run(target, 'c'), LONG_DETAIL));
    }
    RunCommand start = CommandMapper.start(OCCASION, (Outcome.Started) outcomes.getFirst());
    Results results =
        Results.of(
            OCCASION,
            verdict(outcomes),
            run -> Optional.of(RunCommand.newBuilder(start).setRunId(run.value()).build()));
    Record<String, ?> record = new Record<>(Samples.KEY, "", 0);
    assertThat(SizeCheck.misfit(record, results.brief())).isPresent();

    Results shortened = SizeCheck.shortened(record, results);

    assertThat(SizeCheck.misfit(record, shortened)).isEmpty();
    assertThat(shortened.commands()).isEqualTo(results.commands()).hasSize(outcomes.size());
    List<DecisionOutcome> told = shortened.decision().getOutcomes();
    assertThat(told).filteredOn(outcome -> !Results.isStop(outcome)).hasSize(5_000);
    long stops = told.stream().filter(Results::isStop).count();
    assertThat(stops).isPositive();
    assertThat(shortened.decision().getDetail())
        .startsWith(10_000 - stops + " more runs were stopped");
  }

  private static Verdict verdict(List<Outcome> outcomes) {
    return new Verdict(
        null, null, outcomes, new Verdict.Changes(List.of(), List.of(), null, null), 0);
  }

  /** With a slug as long as the control plane makes them. */
  private static Target target(String id) {
    return new Target(
        new TargetName(id, "s".repeat(200), TargetKind.STACK),
        Samples.REPOSITORY.account(),
        "root",
        new Target.Source(BitbucketProduct.CLOUD, "bb", INFRA, "main", "", List.of()),
        Target.Rules.DEFAULT,
        Target.State.attached(false));
  }

  private static Run run(Target target, char commit) {
    CommitSha sha = new CommitSha(sha(commit));
    String id = target.name().id();
    return new Run(
        RunId.of(Samples.REPOSITORY, "d1", id, RunType.PROPOSED, sha),
        new RunKey(id, sha, RunType.PROPOSED));
  }

  private static int size(Decision decision) {
    return AvroSerdes.over(new InMemorySchemaRegistry())
        .serializer(Topics.DECISIONS)
        .serialize(Topics.DECISIONS.name(), decision)
        .length;
  }

  private static RawWebhook push(String deliveryId, String branch) {
    return Pushes.push(
        deliveryId,
        "{\"old\":null,\"new\":{\"type\":\"branch\",\"name\":\"%s\",\"target\":{\"hash\":\"%s\"}}}"
            .formatted(branch, sha('a')));
  }
}
