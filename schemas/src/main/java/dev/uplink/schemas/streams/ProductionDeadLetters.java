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
 * A result that can never be written becomes a dead letter; anything else may pass and fails the
 * task. So does a dead letter that cannot be written: it must not vanish.
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
    return failure instanceof RecordTooLargeException
        ? giveUp(context, record.topic(), DeadLetterReason.RECORD_TOO_LARGE, failure)
        : Response.fail();
  }

  /** A result that cannot be written down is a bug of ours, unless only the registry is away. */
  @Override
  public Response handleSerializationError(
      ErrorHandlerContext context,
      @SuppressWarnings("rawtypes") ProducerRecord record,
      Exception failure,
      SerializationExceptionOrigin part) {
    return Transience.mayPass(failure)
        ? Response.fail()
        : giveUp(context, record.topic(), DeadLetterReason.PRODUCTION_FAILED, failure);
  }

  private Response giveUp(
      ErrorHandlerContext context, String topic, DeadLetterReason reason, Exception failure) {
    if (topic.equals(Topics.DEAD_LETTERS.name())) {
      return Response.fail();
    }
    return Response.resume(
        Objects.requireNonNull(letters)
            .records(
                Origin.of(context),
                "produce " + topic,
                reason,
                failure,
                context.sourceRawKey(),
                context.sourceRawValue()));
  }
}
