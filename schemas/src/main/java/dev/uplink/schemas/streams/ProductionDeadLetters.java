package dev.uplink.schemas.streams;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.topic.Topics;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * A result too large for the broker will never be taken and becomes a dead letter; anything else
 * may pass and fails the task. So does a dead letter that cannot be written: it must not vanish.
 */
public final class ProductionDeadLetters implements ProductionExceptionHandler {
  private @Nullable DeadLetters letters;

  @Override
  public void configure(Map<String, ?> configs) {
    letters = DeadLetters.from(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception failure) {
    boolean deadLetter = record.topic().equals(Topics.DEAD_LETTERS.name());
    if (deadLetter || !(failure instanceof RecordTooLargeException)) {
      return Response.fail();
    }
    return Response.resume(
        Objects.requireNonNull(letters)
            .records(
                Origin.of(context),
                "produce " + record.topic(),
                DeadLetterReason.RECORD_TOO_LARGE,
                failure,
                context.sourceRawKey(),
                context.sourceRawValue()));
  }

  @Override
  public Response handleSerializationError(
      ErrorHandlerContext context,
      @SuppressWarnings("rawtypes") ProducerRecord record,
      Exception failure,
      SerializationExceptionOrigin part) {
    return Response.fail();
  }
}
