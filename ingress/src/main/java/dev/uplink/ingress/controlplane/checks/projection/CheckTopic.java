package dev.uplink.ingress.controlplane.checks.projection;

import dev.uplink.ingress.controlplane.delivery.projection.NewsReader;
import dev.uplink.ingress.controlplane.delivery.projection.SkippedNews;
import dev.uplink.schemas.access.KafkaNames;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.util.Map;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The topic that tells which runs count at a commit. */
public final class CheckTopic {
  /** The group of all instances: apart from the others', so that no page waits for stories. */
  public static final String CONSUMERS = KafkaNames.CHECKS_GROUP;

  private CheckTopic() {}

  public static NewsReader<CheckNews> reader(AvroSerdes serdes, SkippedNews skipped) {
    Deserializer<CommitCheck> checks = serdes.deserializer(Topics.COMMIT_CHECKS);
    return new NewsReader<>(
        Map.of(
            Topics.COMMIT_CHECKS.name(),
            record -> {
              @Nullable String key = record.key();
              if (key == null || key.isEmpty()) {
                throw new IllegalArgumentException("no key");
              }
              @Nullable CommitCheck check = checks.deserialize(record.topic(), record.value());
              return check == null ? new CheckNews.Forgotten(key) : CheckMapper.told(key, check);
            }),
        skipped);
  }
}
