package dev.uplink.ingress.controlplane.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.ingress.controlplane.targets.TargetSamples;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TriggerRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class TriggersTest {
  private static final Caller CALLER =
      new Caller("acme", "token-1", "root admin", List.of(RoleBinding.ROOT_ADMIN));
  private static final String TRACKED = "{\"type\":\"TRACKED\"}";

  private final Target stack = TargetSamples.stack("int-1");
  private final List<TriggerRequest> published = new ArrayList<>();
  private final List<CompletableFuture<Decision>> decisions = new ArrayList<>();
  private final CompletableFuture<Decision> decision = new CompletableFuture<>();
  private CompletableFuture<?> acknowledgement = CompletableFuture.completedFuture(null);
  private final Triggers triggers = waiting(Duration.ofSeconds(30));

  private Triggers waiting(Duration patience) {
    return new Triggers(
        request -> {
          published.add(request);
          return acknowledgement;
        },
        triggerId -> decisions.isEmpty() ? decision : decisions.removeFirst(),
        new EntityIds(() -> Instant.EPOCH, new Random(1)),
        () -> Instant.EPOCH,
        patience,
        Duration.ofMillis(1));
  }

  @Test
  void theRequestSaysWhatIsWishedAndByWhom() {
    triggers.trigger(CALLER, stack, TRACKED);

    assertThat(published)
        .singleElement()
        .satisfies(request -> assertThat(request.getRunType()).isEqualTo(RunType.TRACKED))
        .satisfies(request -> assertThat(request.getCommitSha()).isNull())
        .satisfies(request -> assertThat(request.getTriggeredBy()).isEqualTo("root admin"))
        .satisfies(request -> assertThat(request.getTriggerId()).matches("[0-9a-f]{32}"))
        .satisfies(
            request ->
                assertThat(request.getRepositoryKey()).isEqualTo("acme/bitbucket-cloud/acme/net"));
  }

  @Test
  void aStartedRunIsAnsweredWithItsId() {
    var run = triggers.trigger(CALLER, stack, TRACKED).toCompletableFuture();

    decision.complete(FakeProcessor.starts(published.getFirst(), "group.run"));

    assertThat(run.join().runId()).isEqualTo("group.run");
  }

  @Test
  void aTargetTheProcessorDoesNotKnowYetMayBeAskedForAgain() {
    var run = triggers.trigger(CALLER, stack, TRACKED).toCompletableFuture();

    decision.complete(FakeProcessor.rejects(published.getFirst(), OutcomeReason.TARGET_UNKNOWN));

    assertThat(codeOf(run)).isEqualTo(ProblemCode.TARGET_UNKNOWN);
  }

  /** A stack made a moment ago: the first answer is older than it, the second one is not. */
  @Test
  void anAnswerOlderThanTheTargetIsAskedForAgain() {
    CompletableFuture<Decision> outdated = new CompletableFuture<>();
    decisions.add(outdated);
    var run = triggers.trigger(CALLER, stack, TRACKED).toCompletableFuture();

    outdated.complete(FakeProcessor.rejects(published.getFirst(), OutcomeReason.TARGET_UNKNOWN));
    decision.complete(FakeProcessor.starts(published.getFirst(), "group.run"));

    assertThat(run.join().runId()).isEqualTo("group.run");
    assertThat(published).extracting(TriggerRequest::getTriggerId).hasSize(2);
    assertThat(published).extracting(TriggerRequest::getTriggerId).doesNotHaveDuplicates();
  }

  @Test
  void anyOtherNoHasTheDecisionsWordForIt() {
    var run = triggers.trigger(CALLER, stack, TRACKED).toCompletableFuture();

    decision.complete(FakeProcessor.rejects(published.getFirst(), OutcomeReason.OLDER_PUSH));

    assertThat(refusal(run).code()).isEqualTo(ProblemCode.RUN_REFUSED);
    assertThat(refusal(run).reason()).isEqualTo("OLDER_PUSH");
  }

  @Test
  void anIntegrationOutOfReachIsAConflictHereAndNoFaultOfTheRequest() {
    var run = triggers.trigger(CALLER, stack, TRACKED).toCompletableFuture();

    decision.complete(
        FakeProcessor.rejects(published.getFirst(), OutcomeReason.INTEGRATION_UNREACHABLE));

    assertThat(refusal(run).code()).isEqualTo(ProblemCode.INTEGRATION_UNREACHABLE);
    assertThat(refusal(run).status()).isEqualTo(409);
    assertThat(Refused.because(ProblemCode.INTEGRATION_UNREACHABLE, "").status()).isEqualTo(422);
  }

  @Test
  void aDecisionThatDoesNotComeIsPending() {
    assertThat(
            codeOf(
                waiting(Duration.ofMillis(200))
                    .trigger(CALLER, stack, TRACKED)
                    .toCompletableFuture()))
        .isEqualTo(ProblemCode.DECISION_PENDING);
  }

  @Test
  void withoutKafkasAcknowledgementNobodyWaitsForTheDecision() {
    acknowledgement = CompletableFuture.failedFuture(new IllegalStateException("away"));

    assertThat(codeOf(triggers.trigger(CALLER, stack, TRACKED).toCompletableFuture()))
        .isEqualTo(ProblemCode.TRIGGER_UNAVAILABLE);
  }

  @Test
  void detachedComesBeforeTheBodyAndBeforeDisabled() {
    Target detached = TargetSamples.detached(TargetSamples.disabled(stack));

    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> triggers.trigger(CALLER, detached, "not JSON"))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.VCS_DETACHED));
    assertThat(published).isEmpty();
  }

  @Test
  void aDisabledTargetIsNotAskedFor() {
    assertThatExceptionOfType(Refused.class)
        .isThrownBy(() -> triggers.trigger(CALLER, TargetSamples.disabled(stack), TRACKED))
        .satisfies(refused -> assertThat(refused.code()).isEqualTo(ProblemCode.TARGET_DISABLED));
    assertThat(published).isEmpty();
  }

  private static ProblemCode codeOf(CompletableFuture<?> answer) {
    return refusal(answer).code();
  }

  private static Refused refusal(CompletableFuture<?> answer) {
    CompletionException failure =
        assertThatExceptionOfType(CompletionException.class).isThrownBy(answer::join).actual();
    return failure.getCause() instanceof Refused refused ? refused : fail("not a refusal", failure);
  }
}
