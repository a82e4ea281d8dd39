package dev.uplink.schemas.streams;

import dev.uplink.schemas.avro.DeadLetterReason;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that was read and yet brings a processor down is a bug of ours: it becomes a dead
 * letter, so that those behind it go on. A failing punctuation has no record to keep and fails the
 * task.
 */
public final class ProcessingDeadLetters implements ProcessingExceptionHandler {
  private @Nullable DeadLetters letters;

  @Override
  public void configure(Map<String, ?> configs) {
    letters = DeadLetters.from(configs);
  }

  @Override
  public Response handleError(ErrorHandlerContext context, Record<?, ?> record, Exception failure) {
    if (Transience.mayPass(failure) || context.topic() == null) {
      return Response.fail();
    }
    return Response.resume(
        Objects.requireNonNull(letters)
            .records(
                Origin.of(context),
                context.processorNodeId(),
                DeadLetterReason.PROCESSING_FAILED,
                failure,
                context.sourceRawKey(),
                context.sourceRawValue()));
  }
}
