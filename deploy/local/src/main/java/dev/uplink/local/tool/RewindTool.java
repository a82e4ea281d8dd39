package dev.uplink.local.tool;

import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.settings.Settings;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;

/**
 * Lets ingress read again what it writes down of topics: after its database was restored, Kafka
 * believes that it has been written. What is written twice stays as it is.
 */
final class RewindTool {
  private static final List<String> GROUPS =
      List.of(KafkaNames.DELIVERIES_GROUP, KafkaNames.STORIES_GROUP, KafkaNames.CHECKS_GROUP);

  /** How far what is written down may have been behind the topics when the backup was made. */
  private static final Duration BEHIND = Duration.ofMinutes(15);

  private RewindTool() {}

  static boolean run(Settings settings, Instant backup, PrintStream out) {
    try (Admin admin = Admin.create(KafkaAccess.from(settings).with(Map.of()))) {
      for (String group : GROUPS) {
        refuseWhileRead(admin, group);
      }
      for (String group : GROUPS) {
        out.printf("%s: %d records again%n", group, rewind(admin, group, backup.minus(BEHIND)));
      }
      return true;
    } catch (ExecutionException e) {
      throw new StartFailedException("Kafka refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }

  /** Nothing is changed before it is known that all of it can be. */
  private static void refuseWhileRead(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    try {
      boolean read =
          !Objects.requireNonNull(
                  admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
              .get()
              .members()
              .isEmpty();
      if (read) {
        throw new StartFailedException(
            "%s has members: stop every ingress first; one that was killed counts until its session ends"
                .formatted(group));
      }
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof GroupIdNotFoundException)) {
        throw e;
      }
    }
  }

  private static long rewind(Admin admin, String group, Instant since)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    committed
        .keySet()
        .forEach(partition -> asked.put(partition, OffsetSpec.forTimestamp(since.toEpochMilli())));
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
    long again = 0;
    for (Map.Entry<TopicPartition, ListOffsetsResultInfo> found :
        admin.listOffsets(asked).all().get().entrySet()) {
      long before = Objects.requireNonNull(committed.get(found.getKey())).offset();
      long offset = found.getValue().offset();
      // None so young: then it has all that there is.
      if (offset >= 0 && offset < before) {
        changed.put(found.getKey(), new OffsetAndMetadata(offset));
        again += before - offset;
      }
    }
    admin.alterConsumerGroupOffsets(group, changed).all().get();
    return again;
  }
}
