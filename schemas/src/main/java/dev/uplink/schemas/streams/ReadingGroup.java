package dev.uplink.schemas.streams;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * A consumer group that may be sent back while nobody is in it.
 *
 * @param id its name
 */
public record ReadingGroup(Admin admin, String id) {

  /**
   * An instance that was killed is a member until its session ends. Kafka tells of the members of a
   * Streams group only who asks for one of that kind; of another kind it says that there is none.
   */
  public boolean hasMembers() throws ExecutionException, InterruptedException {
    return orNone(
            admin.describeConsumerGroups(List.of(id)).describedGroups(),
            group -> !group.members().isEmpty())
        || orNone(
            admin.describeStreamsGroups(List.of(id)).describedGroups(),
            group -> !group.members().isEmpty());
  }

  private <T> boolean orNone(Map<String, KafkaFuture<T>> described, Predicate<T> occupied)
      throws ExecutionException, InterruptedException {
    try {
      return occupied.test(Objects.requireNonNull(described.get(id)).get());
    } catch (ExecutionException e) {
      // The second: of a broker that does not know of such groups, which has none.
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof UnsupportedVersionException) {
        return false;
      }
      throw e;
    }
  }

  /**
   * Goes back to where topics were at a moment, never forward.
   *
   * @param topics which of those it has read
   * @return how many records will be read once more
   */
  public long rewind(Predicate<String> topics, Instant since)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed = committed();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed
        .keySet()
        .forEach(
            partition -> {
              if (topics.test(partition.topic())) {
                asked.put(partition, OffsetSpec.forTimestamp(since.toEpochMilli()));
              }
            });
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
    long again = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
        admin.listOffsets(asked).all().get().entrySet()) {
      long before = Objects.requireNonNull(committed.get(found.getKey())).offset();
      long offset = found.getValue().offset();
      // Below zero: there is none so young, and the group has all that there is.
      if (offset >= 0 && offset < before) {
        changed.put(found.getKey(), new OffsetAndMetadata(offset));
        again += before - offset;
      }
    }
    commit(changed);
    return again;
  }

  /** Begins with topics that are others now, though they have the names of those it has read. */
  void begin(Predicate<String> topics) throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
    committed()
        .keySet()
        .forEach(
            partition -> {
              if (topics.test(partition.topic())) {
                changed.put(partition, new OffsetAndMetadata(0));
              }
            });
    commit(changed);
  }

  private void commit(Map<TopicPartition, OffsetAndMetadata> changed)
      throws ExecutionException, InterruptedException {
    if (!changed.isEmpty()) {
      admin.alterConsumerGroupOffsets(id, changed).all().get();
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> committed()
      throws ExecutionException, InterruptedException {
    return admin.listConsumerGroupOffsets(id).partitionsToOffsetAndMetadata().get();
  }
}
