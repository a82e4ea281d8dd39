package dev.uplink.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.RecordHeaderNames;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;

/** Finds the deliveries that a selection means. */
final class Chooser {
  /** All are held in memory, with their bodies. */
  private static final int MOST_DELIVERIES = 20_000;

  private static final long MOST_BYTES = 512L * 1024 * 1024;

  private final Records records;
  private final Decoder<RawWebhook> webhooks;
  private final Decoder<DeadLetter> letters;

  private final List<Placed> found = new ArrayList<>();
  private final Map<Integer, Instant> latest = new HashMap<>();
  private long bytes;
  private int lost;

  Chooser(Records records, AvroSerdes serdes) {
    this.records = records;
    this.webhooks = new Decoder<>(serdes, Topics.WEBHOOKS);
    this.letters = new Decoder<>(serdes, Topics.DEAD_LETTERS);
  }

  /** A delivery with the time by which all are put in order. */
  private record Placed(Instant turn, Delivery delivery) {}

  /**
   * @throws CannotReplayException if there are more than can be held
   */
  Chosen choose(Selection selection) {
    found.clear();
    latest.clear();
    bytes = 0;
    lost = 0;
    if (selection.deadLetters()) {
      records.read(Topics.DEAD_LETTERS, selection.from(), record -> letter(selection, record));
    } else {
      records.read(Topics.WEBHOOKS, selection.from(), record -> add(selection, record, ""));
    }
    found.sort(
        Comparator.comparing(Placed::turn)
            .thenComparingInt(placed -> placed.delivery().record().partition())
            .thenComparingLong(placed -> placed.delivery().record().offset()));
    Set<String> seen = new HashSet<>();
    List<Delivery> once =
        found.stream()
            .map(Placed::delivery)
            .filter(delivery -> seen.add(delivery.identity()))
            .toList();
    return new Chosen(once, found.size() - once.size(), lost);
  }

  private void letter(Selection selection, ConsumerRecord<byte[], byte[]> record) {
    Optional<DeadLetter> read =
        letters
            .read(record.value())
            .filter(letter -> letter.getOriginTopic().equals(Topics.WEBHOOKS.name()));
    if (read.isEmpty()) {
      return;
    }
    DeadLetter letter = read.get();
    Optional<ConsumerRecord<byte[], byte[]>> kept = kept(letter);
    if (kept.isEmpty()) {
      lost++;
    } else {
      add(selection, kept.get(), letter.getDeliveryId() == null ? "" : letter.getDeliveryId());
    }
  }

  /** From the letter itself, or from where it says that it left the bytes. */
  private Optional<ConsumerRecord<byte[], byte[]>> kept(DeadLetter letter) {
    if (letter.getValue() == null || letter.getKey() == null) {
      return records.at(Topics.WEBHOOKS, letter.getOriginPartition(), letter.getOriginOffset());
    }
    return Optional.of(
        new ConsumerRecord<>(
            letter.getOriginTopic(),
            letter.getOriginPartition(),
            letter.getOriginOffset(),
            letter.getAt().toEpochMilli(),
            TimestampType.LOG_APPEND_TIME,
            letter.getKey().remaining(),
            letter.getValue().remaining(),
            bytes(letter.getKey()),
            bytes(letter.getValue()),
            new RecordHeaders(),
            Optional.empty()));
  }

  private void add(Selection selection, ConsumerRecord<byte[], byte[]> record, String idOfLetter) {
    Instant at = Instant.ofEpochMilli(record.timestamp());
    String key = record.key() == null ? "" : new String(record.key(), UTF_8);
    if (!selection.includes(key, at)) {
      return;
    }
    Optional<RawWebhook> webhook = webhooks.read(record.value());
    String id =
        webhook
            .map(RawWebhook::getDeliveryId)
            .orElseGet(() -> idOfLetter.isEmpty() ? header(record) : idOfLetter);
    // A broker's clock may go back: a partition's own order counts more than times do.
    Instant turn = latest.merge(record.partition(), at, (a, b) -> a.isAfter(b) ? a : b);
    bytes += record.value() == null ? 0 : record.value().length;
    found.add(
        new Placed(
            turn,
            new Delivery(
                id,
                key,
                webhook.map(RawWebhook::getEventKey).orElse(""),
                at,
                "%s/%d/%d".formatted(record.topic(), record.partition(), record.offset()),
                webhook.map(RawWebhook::getReplayOf).isPresent(),
                record)));
    if (found.size() > MOST_DELIVERIES || bytes > MOST_BYTES) {
      throw new CannotReplayException(
          "More than %d deliveries, or %d MiB of them: narrow it by --from, --to or --repository."
              .formatted(MOST_DELIVERIES, MOST_BYTES / (1024 * 1024)));
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record) {
    @Nullable Header header = record.headers().lastHeader(RecordHeaderNames.DELIVERY_ID);
    return header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
  }

  private static byte[] bytes(ByteBuffer buffer) {
    byte[] copy = new byte[buffer.remaining()];
    buffer.duplicate().get(copy);
    return copy;
  }
}
