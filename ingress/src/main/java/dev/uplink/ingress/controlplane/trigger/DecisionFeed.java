package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.ingress.controlplane.feed.AnswerFeed;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.topic.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.serialization.Deserializer;

/** Decisions as they are published; those on webhooks are nobody's answer here. */
public final class DecisionFeed implements Decisions, AutoCloseable {
  private final AnswerFeed<Decision> answers;

  public DecisionFeed(
      Supplier<Consumer<String, byte[]>> consumers, Deserializer<Decision> deserializer) {
    this.answers =
        new AnswerFeed<>(Topics.DECISIONS, consumers, deserializer, Decision::getDeliveryId);
  }

  public void start() {
    answers.start();
  }

  @Override
  public CompletableFuture<Decision> expect(String deliveryId) {
    return answers
        .expect(deliveryId)
        .orElseThrow(
            () ->
                Refused.because(
                    ProblemCode.TRIGGER_UNAVAILABLE,
                    "Nothing was triggered; the request may be sent again."));
  }

  /** Whether a request that comes now would hear its decision. */
  public boolean isListening() {
    return answers.isListening();
  }

  /** Whether it was ready once; whatever happened since. */
  boolean hasListened() {
    return answers.hasListened();
  }

  @Override
  public void close() {
    answers.close();
  }
}
