package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.RecordHeaderNames;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;

/** Writes down, as one service, what it could not understand or process. */
public final class DeadLetters {
  /** Key of the Streams configuration under which the exception handlers find this. */
  static final String CONFIG = "uplink.dead.letters";

  /** What a dead letter says beside the key and value it keeps. */
  private static final int ROOM_FOR_THE_REST = 64 * 1024;

  /** Bytes of key and value together. */
  private static final int MOST_KEPT = Limits.DEAD_LETTER_RECORD_BYTES - ROOM_FOR_THE_REST;

  private static final int MESSAGE_LENGTH = 2_000;

  private final String application;
  private final Serializer<DeadLetter> serializer;

  public DeadLetters(String application, AvroSerdes serdes) {
    this.application = application;
    this.serializer = serdes.serializer(Topics.DEAD_LETTERS);
  }

  /** Where a handler, which Kafka makes, finds what was put there for it. */
  static DeadLetters from(Map<String, ?> configs) {
    return (DeadLetters) Objects.requireNonNull(configs.get(CONFIG), CONFIG + " is missing");
  }

  /**
   * The letter as a record's value. A key or value too large to keep stays at its origin, and the
   * message says so.
   */
  public DeadLetter letter(
      Origin origin,
      String stage,
      DeadLetterReason reason,
      String message,
      @Nullable Throwable failure,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    int keyBytes = key == null ? 0 : key.length;
    int bytes = value == null ? 0 : value.length;
    boolean keyKept = keyBytes <= MOST_KEPT;
    boolean valueKept = bytes <= MOST_KEPT - (keyKept ? keyBytes : 0);
    String shown =
        (message.length() > MESSAGE_LENGTH ? message.substring(0, MESSAGE_LENGTH) : message)
            + (keyKept ? "" : " (the key of " + keyBytes + " bytes is left at its origin)")
            + (valueKept ? "" : " (the value of " + bytes + " bytes is left at its origin)");
    return DeadLetter.newBuilder()
        .setDeliveryId(origin.header(RecordHeaderNames.DELIVERY_ID))
        .setOriginTopic(origin.topic())
        .setOriginPartition(origin.partition())
        .setOriginOffset(origin.offset())
        .setStage(stage)
        .setReason(reason)
        .setExceptionClass(failure == null ? null : failure.getClass().getName())
        .setMessage(shown)
        .setKey(key == null || !keyKept ? null : ByteBuffer.wrap(key))
        .setValue(value == null || !valueKept ? null : ByteBuffer.wrap(value))
        .setApplication(application)
        .setAt(origin.at())
        .build();
  }

  /** What a handler hands to Kafka Streams, which writes it in the transaction of the offset. */
  List<ProducerRecord<byte[], byte[]>> records(
      Origin origin,
      String stage,
      DeadLetterReason reason,
      Exception failure,
      byte @Nullable [] key,
      byte @Nullable [] value) {
    String message =
        Objects.requireNonNullElse(failure.getMessage(), failure.getClass().getSimpleName());
    return List.of(record(origin, letter(origin, stage, reason, message, failure, key, value)));
  }

  /** The letter as a record for the dead-letter topic, keyed by its origin. */
  public ProducerRecord<byte[], byte[]> record(Origin origin, DeadLetter letter) {
    String topic = Topics.DEAD_LETTERS.name();
    return new ProducerRecord<>(
        topic, origin.key().getBytes(UTF_8), serializer.serialize(topic, letter));
  }
}
