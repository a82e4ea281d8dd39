package dev.uplink.benchmarks.topology;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeLogDirsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** What a topic holds, how far a group has come with it, and what was written beside it. */
final class Backlog implements AutoCloseable {
  private final Admin admin;

  Backlog(String kafka) {
    admin = Admin.create(Map.of("bootstrap.servers", kafka));
  }

  /** Records written without transactions: one offset each. */
  long size(String topic) {
    return sum(ends(topic).values()) - sum(offsets(topic, OffsetSpec.earliest()).values());
  }

  /** How many of them the group has committed. */
  long done(String group, String topic) {
    Map<TopicPartition, OffsetAndMetadata> committed =
        get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
    long done = 0;
    for (Map.Entry<TopicPartition, Long> start : offsets(topic, OffsetSpec.earliest()).entrySet()) {
      OffsetAndMetadata reached = committed.get(start.getKey());
      done += reached == null ? 0 : reached.offset() - start.getValue();
    }
    return done;
  }

  /** Throws away everything that these topics hold. */
  void empty(Collection<String> topics) {
    Map<TopicPartition, RecordsToDelete> all =
        topics.stream()
            .flatMap(topic -> ends(topic).entrySet().stream())
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, end -> RecordsToDelete.beforeOffset(end.getValue())));
    get(admin.deleteRecords(all).all());
  }

  /**
   * The internal topics of an application that is not started any more; its group costs nothing.
   */
  void forget(String application) {
    get(admin.deleteTopics(internal(application).toList()).all());
  }

  /** What an application that lost its disk reads back, of itself and of these topics. */
  long bytes(String application, Collection<String> topics) {
    List<String> all = Stream.concat(internal(application), topics.stream()).toList();
    DescribeLogDirsResult logs = admin.describeLogDirs(List.of(get(broker())));
    return get(logs.allDescriptions()).values().stream()
        .flatMap(folders -> folders.values().stream())
        .flatMap(folder -> folder.replicaInfos().entrySet().stream())
        .filter(replica -> all.contains(replica.getKey().topic()))
        .mapToLong(replica -> replica.getValue().size())
        .sum();
  }

  private KafkaFuture<Integer> broker() {
    return admin.describeCluster().nodes().thenApply(nodes -> nodes.iterator().next().id());
  }

  private Stream<String> internal(String application) {
    return get(admin.listTopics().names()).stream()
        .filter(topic -> topic.startsWith(application + "-"));
  }

  private Map<TopicPartition, Long> ends(String topic) {
    return offsets(topic, OffsetSpec.latest());
  }

  private Map<TopicPartition, Long> offsets(String topic, OffsetSpec which) {
    TopicDescription described =
        Objects.requireNonNull(
            get(admin.describeTopics(List.of(topic)).allTopicNames()).get(topic));
    Map<TopicPartition, OffsetSpec> wanted =
        described.partitions().stream()
            .collect(
                Collectors.toMap(
                    partition -> new TopicPartition(topic, partition.partition()),
                    partition -> which));
    return get(admin.listOffsets(wanted).all()).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private static long sum(Collection<Long> numbers) {
    return numbers.stream().mapToLong(number -> number).sum();
  }

  private static <T> T get(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
