package dev.uplink.schemas.streams;

import dev.uplink.schemas.avro.DeadLetterReason;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Bytes that are not a record of their topic become a dead letter; while only the registry is away
 * the task fails instead, and is tried again.
 */
public final class DeserializationDeadLetters implements DeserializationExceptionHandler {
  private @Nullable DeadLetters letters;

  @Override
  public void configure(Map<String, ?> configs) {
    letters = DeadLetters.from(configs);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception failure) {
    if (Transience.mayPass(failure)) {
      return Response.fail();
    }
    return Response.resume(
        Objects.requireNonNull(letters)
            .records(
                Origin.of(record),
                "deserialize",
                DeadLetterReason.NOT_AVRO,
                failure,
                record.key(),
                record.value()));
  }
}
