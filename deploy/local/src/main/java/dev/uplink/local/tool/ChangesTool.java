package dev.uplink.local.tool;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.AuditEntry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What people changed since a moment, of which a restored database knows nothing. */
final class ChangesTool {
  private static final Duration POLL = Duration.ofMillis(200);

  private ChangesTool() {}

  static boolean run(Settings settings, Instant since, PrintStream out) {
    List<AuditEntry> entries = new ArrayList<>();
    read(settings, since, entries);
    entries.stream()
        .sorted(Comparator.comparing(AuditEntry::getAt))
        .forEach(
            entry ->
                out.printf(
                    "%s  %s  %s/%s  by %s%n",
                    entry.getAt(),
                    entry.getAction(),
                    entry.getAccountId(),
                    entry.getEntity(),
                    entry.getActor()));
    out.printf("%d changes since %s%n", entries.size(), since);
    return true;
  }

  private static void read(Settings settings, Instant since, List<AuditEntry> entries) {
    try (KafkaConsumer<String, AuditEntry> consumer =
        new KafkaConsumer<>(
            KafkaAccess.from(settings)
                .with(
                    Map.of(
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false)),
            new StringDeserializer(),
            AvroSerdes.from(settings).deserializer(Topics.AUDIT))) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(Topics.AUDIT.name()).stream()
              .map(found -> new TopicPartition(found.topic(), found.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer
            .poll(POLL)
            .forEach(
                record -> {
                  if (!record.value().getAt().isBefore(since)) {
                    entries.add(record.value());
                  }
                });
      }
    }
  }
}
