package dev.uplink.ingress.controlplane.feed;

import dev.uplink.schemas.serde.MalformedRecordException;
import dev.uplink.schemas.topic.Topic;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers to questions that were asked over Kafka: any one may be to a question of this instance,
 * so all are heard. What is missed during a failure, the waiting request learns by its time-out.
 */
public final class AnswerFeed<V extends SpecificRecord> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AnswerFeed.class);
  private static final int MOST_EXPECTED = 1_000;

  private final Map<String, CompletableFuture<V>> expected = new ConcurrentHashMap<>();
  private final Deserializer<V> deserializer;
  private final Function<V, String> questionId;
  private final TopicFeed feed;

  /**
   * @param questionId the id of the question that a record answers
   */
  public AnswerFeed(
      Topic<V> topic,
      Supplier<Consumer<String, byte[]>> consumers,
      Deserializer<V> deserializer,
      Function<V, String> questionId) {
    this.deserializer = deserializer;
    this.questionId = questionId;
    this.feed = new TopicFeed(topic.name(), TopicFeed.From.END, consumers, this::offer);
  }

  public void start() {
    feed.start();
  }

  /**
   * The answer to a question that will be asked after this call; empty if it would not be heard, or
   * if too many are awaited. Stays open until it comes: whoever stops waiting completes or cancels
   * it, which is what frees its place.
   */
  public Optional<CompletableFuture<V>> expect(String id) {
    if (!feed.isListening() || expected.size() >= MOST_EXPECTED) {
      return Optional.empty();
    }
    CompletableFuture<V> answer = new CompletableFuture<>();
    expected.put(id, answer);
    // The waiter gets this very future: its giving up, too, must free the place.
    var _ = answer.whenComplete((made, failure) -> expected.remove(id));
    return Optional.of(answer);
  }

  /** Whether a question that is asked now would hear its answer. */
  public boolean isListening() {
    return feed.isListening();
  }

  /** Whether it was ready once; whatever happened since. */
  public boolean hasListened() {
    return feed.hasListened();
  }

  @Override
  public void close() {
    feed.close();
  }

  /** Most answers are other instances', and nobody waits here: then they are not even decoded. */
  private void offer(ConsumerRecord<String, byte[]> record) {
    if (expected.isEmpty()) {
      return;
    }
    try {
      @Nullable V answer = deserializer.deserialize(record.topic(), record.value());
      @Nullable CompletableFuture<V> awaited =
          answer == null ? null : expected.get(questionId.apply(answer));
      if (answer != null && awaited != null) {
        awaited.complete(answer);
      }
    } catch (MalformedRecordException e) {
      // Not ours to bury: whoever processes the topic makes a dead letter of it.
      LOG.warn(
          "A record at {} {}-{} cannot be read",
          record.topic(),
          record.partition(),
          record.offset());
    }
  }
}
