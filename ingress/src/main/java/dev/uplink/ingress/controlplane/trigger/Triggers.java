package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.targets.Target;
import dev.uplink.schemas.avro.Decision;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the processor for a run and waits for what it decides, for a bounded time. */
public final class Triggers {
  /**
   * A trigger goes straight to the processor, a change of its target by way of the outbox: asked
   * for right after a change, the processor may decide by what was before. Such a "no" contradicts
   * what the database says, so it is asked again, for about as long as a change may take.
   */
  private static final Duration CATALOGUE_PAUSE = Duration.ofMillis(250);

  private static final int TRIES = 9;

  private static final Set<ProblemCode> CONTRADICTIONS =
      Set.of(
          ProblemCode.TARGET_UNKNOWN,
          ProblemCode.INTEGRATION_DETACHED,
          ProblemCode.TARGET_DISABLED);

  private final TriggerPublisher publisher;
  private final Decisions decisions;
  private final EntityIds ids;
  private final InstantSource clock;
  private final Duration patience;
  private final Duration pause;

  public Triggers(
      KafkaTriggerPublisher publisher,
      DecisionFeed decisions,
      EntityIds ids,
      InstantSource clock,
      Duration patience) {
    this((TriggerPublisher) publisher, decisions, ids, clock, patience, CATALOGUE_PAUSE);
  }

  Triggers(
      TriggerPublisher publisher,
      Decisions decisions,
      EntityIds ids,
      InstantSource clock,
      Duration patience,
      Duration pause) {
    this.publisher = publisher;
    this.decisions = decisions;
    this.ids = ids;
    this.clock = clock;
    this.patience = patience;
    this.pause = pause;
  }

  /**
   * The run, or a failure with a {@link Refused}. That a target is detached is said before anything
   * else is looked at, the body included.
   */
  CompletionStage<StartedRun> trigger(Caller caller, Target target, @Nullable String body) {
    if (target.vcsDetached()) {
      throw Refused.because(
          ProblemCode.VCS_DETACHED,
          "Integration " + target.detachedFromIntegrationId() + " was deleted; set a new source.");
    }
    TriggerRequestBody request = TriggerRequestBody.read(Fields.of(body));
    if (target.options().isDisabled()) {
      throw Refused.because(ProblemCode.TARGET_DISABLED, "It starts no runs while disabled.");
    }
    return ask(caller, target, request, TRIES);
  }

  private CompletionStage<StartedRun> ask(
      Caller caller, Target target, TriggerRequestBody request, int triesLeft) {
    // Without hyphens, since a trigger's id stands where delivery ids do.
    String triggerId = ids.next().replace("-", "");
    CompletableFuture<Decision> decision = decisions.expect(triggerId);
    publisher
        .publish(
            TriggerMapper.toRecord(triggerId, target, request, caller.actor(), clock.instant()))
        .whenComplete(
            (acknowledged, failure) -> {
              if (failure != null) {
                decision.completeExceptionally(unacknowledged(triggerId));
              }
            });
    return decision
        .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(failure -> CompletableFuture.failedStage(refusal(triggerId, failure)))
        .thenCompose(
            made -> {
              TriggerOutcome outcome = TriggerMapper.outcome(made, target.id());
              return isOutdated(outcome) && triesLeft > 1
                  ? later(() -> ask(caller, target, request, triesLeft - 1))
                  : CompletableFuture.completedStage(started(triggerId, outcome));
            });
  }

  private static boolean isOutdated(TriggerOutcome outcome) {
    return switch (outcome) {
      case TriggerOutcome.Running _ -> false;
      case TriggerOutcome.NotRun(ProblemCode code, String _) -> CONTRADICTIONS.contains(code);
    };
  }

  private CompletionStage<StartedRun> later(Supplier<CompletionStage<StartedRun>> next) {
    Executor afterPause =
        CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
    return CompletableFuture.supplyAsync(next, afterPause).thenCompose(Function.identity());
  }

  private static StartedRun started(String triggerId, TriggerOutcome outcome) {
    return switch (outcome) {
      case TriggerOutcome.Running(String runId) -> new StartedRun(runId, triggerId);
      case TriggerOutcome.NotRun(ProblemCode code, String reason) ->
          throw Refused.decided(code, reason, "Trigger %s: %s.".formatted(triggerId, reason));
    };
  }

  private static Throwable refusal(String triggerId, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? Refused.because(
            ProblemCode.DECISION_PENDING, "Trigger " + triggerId + " is not decided yet.")
        : cause;
  }

  private static Refused unacknowledged(String triggerId) {
    return Refused.because(
        ProblemCode.TRIGGER_UNAVAILABLE,
        "Kafka did not acknowledge trigger " + triggerId + "; it may have arrived all the same.");
  }
}
