package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The topics that tell how deliveries came to their end, and what followed. */
public final class StoryTopics {
  private StoryTopics() {}

  public static NewsReader<StoryNews> reader(AvroSerdes serdes, SkippedNews skipped) {
    var updates = serdes.deserializer(Topics.RUN_UPDATES);
    return new NewsReader<>(
        Map.of(
            Topics.LOOKUP_REQUESTS.name(),
            telling(serdes, Topics.LOOKUP_REQUESTS, StoryMapper::asked),
            Topics.LOOKUP_RESULTS.name(),
            telling(serdes, Topics.LOOKUP_RESULTS, StoryMapper::answered),
            Topics.RUN_COMMANDS.name(),
            telling(serdes, Topics.RUN_COMMANDS, StoryMapper::commanded),
            Topics.RUN_UPDATES.name(),
            record -> {
              var update = updates.deserialize(record.topic(), record.value());
              return update == null ? null : StoryMapper.reported(update, record.offset());
            },
            Topics.COMMIT_STATUSES.name(),
            telling(serdes, Topics.COMMIT_STATUSES, StoryMapper::wanted),
            Topics.STATUS_DELIVERIES.name(),
            telling(serdes, Topics.STATUS_DELIVERIES, StoryMapper::told)),
        skipped);
  }

  private static <T extends SpecificRecord> NewsReader.Telling<StoryNews> telling(
      AvroSerdes serdes, Topic<T> topic, Function<T, @Nullable StoryNews> mapper) {
    Deserializer<T> values = serdes.deserializer(topic);
    return record -> {
      @Nullable T value = values.deserialize(record.topic(), record.value());
      return value == null ? null : mapper.apply(value);
    };
  }
}
