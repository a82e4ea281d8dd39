package dev.uplink.ingress.controlplane.delivery.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/** The topics that tell which deliveries there are, and what was decided of them. */
public final class DeliveryTopics {
  /** Where a delivery's way begins: only there does a dead letter end it. */
  private static final Set<String> BEGINNINGS =
      Set.of(Topics.WEBHOOKS.name(), Topics.TRIGGER_REQUESTS.name());

  private DeliveryTopics() {}

  public static NewsReader<News> reader(
      AvroSerdes serdes, SkippedNews skipped, DeadLetterCount count) {
    Deserializer<RawWebhook> webhooks = serdes.deserializer(Topics.WEBHOOKS);
    Deserializer<Decision> decisions = serdes.deserializer(Topics.DECISIONS);
    Deserializer<DeadLetter> deadLetters = serdes.deserializer(Topics.DEAD_LETTERS);
    return new NewsReader<>(
        Map.of(
            Topics.WEBHOOKS.name(),
            record -> {
              @Nullable RawWebhook webhook = webhooks.deserialize(record.topic(), record.value());
              return webhook == null
                  ? null
                  : NewsMapper.arrived(webhook, record.partition(), record.offset());
            },
            Topics.DECISIONS.name(),
            record -> {
              @Nullable Decision decision = decisions.deserialize(record.topic(), record.value());
              return decision == null
                  ? null
                  : NewsMapper.decided(decision, String.valueOf(record.key()));
            },
            Topics.DEAD_LETTERS.name(),
            record -> {
              @Nullable DeadLetter letter = deadLetters.deserialize(record.topic(), record.value());
              if (letter == null) {
                return null;
              }
              count.add(letter);
              return givenUp(letter);
            }),
        skipped);
  }

  private static @Nullable News givenUp(DeadLetter letter) {
    @Nullable String deliveryId = letter.getDeliveryId();
    @Nullable ByteBuffer key = letter.getKey();
    return deliveryId == null || key == null || !BEGINNINGS.contains(letter.getOriginTopic())
        ? null
        : NewsMapper.givenUp(letter, deliveryId, UTF_8.decode(key.duplicate()).toString());
  }
}
