package dev.uplink.ingress.controlplane.bitbucket;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.feed.AnswerFeed;
import dev.uplink.ingress.controlplane.feed.QuestionPublisher;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the notifier, which alone has the credentials, and waits for its answer. */
public final class KafkaBitbucketQuestions implements BitbucketQuestions, AutoCloseable {
  private final QuestionPublisher<IntegrationProbe> publisher;
  private final AnswerFeed<IntegrationProbeResult> answers;
  private final EntityIds ids;
  private final InstantSource clock;

  public KafkaBitbucketQuestions(
      QuestionPublisher<IntegrationProbe> publisher,
      AnswerFeed<IntegrationProbeResult> answers,
      EntityIds ids,
      InstantSource clock) {
    this.publisher = publisher;
    this.answers = answers;
    this.ids = ids;
    this.clock = clock;
  }

  public void start() {
    answers.start();
  }

  /** Whether a question that is asked now would hear its answer. */
  public boolean isListening() {
    return answers.isListening();
  }

  @Override
  public BitbucketAnswer ask(
      Integration integration, String actor, BitbucketQuestion question, Duration patience) {
    String id = ids.next();
    CompletableFuture<IntegrationProbeResult> answer =
        answers.expect(id).orElseThrow(() -> unavailable("Answers cannot be heard right now."));
    IntegrationProbe probe =
        ProbeMapper.toRecord(id, integration, actor, question, patience, clock.instant());
    publisher
        .publish(integration.id(), probe)
        .whenComplete(
            (acknowledged, failure) -> {
              if (failure != null) {
                answer.completeExceptionally(
                    unavailable("Kafka did not acknowledge the question."));
              }
            });
    try {
      return ProbeMapper.fromRecord(answer.get(patience.toMillis(), TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      throw Refused.because(
          ProblemCode.PROBE_PENDING,
          "The notifier has not answered question %s within %d s."
              .formatted(id, patience.toSeconds()));
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Refused refused
          ? refused
          : new IllegalStateException("an answer that is none", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable("This instance is ending.");
    } finally {
      // Frees its place among those that are awaited.
      var _ = answer.cancel(false);
    }
  }

  @Override
  public void close() {
    answers.close();
    publisher.close();
  }

  private static Refused unavailable(String why) {
    return Refused.because(
        ProblemCode.PROBE_UNAVAILABLE, why + " Nothing was asked; the request may be sent again.");
  }
}
