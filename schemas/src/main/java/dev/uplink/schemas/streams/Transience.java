package dev.uplink.schemas.streams;

import dev.uplink.schemas.serde.LaterReleaseException;
import dev.uplink.schemas.serde.MalformedRecordException;
import java.io.EOFException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.avro.InvalidNumberEncodingException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;
import org.jspecify.annotations.Nullable;

/**
 * Tells failures that may pass (registry, broker, disk, an upgrade half done) from those that will
 * not. A foreign serializer wraps its own exceptions, so the whole chain of causes is looked at.
 */
public final class Transience {
  private Transience() {}

  public static boolean mayPass(Throwable failure) {
    for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MalformedRecordException) {
        return false;
      }
      if (passes(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean passes(Throwable cause) {
    return cause instanceof RetriableException
        || cause instanceof InterruptException
        || cause instanceof ProcessorStateException
        || cause instanceof TaskMigratedException
        || cause instanceof TaskCorruptedException
        || cause instanceof InvalidConfigurationException
        || cause instanceof LaterReleaseException
        || cause instanceof TimeoutException
        || (cause instanceof IOException && !isAvro(cause));
  }

  /** What Avro says of bytes that end too early or hold no number, which no retry mends. */
  private static boolean isAvro(Throwable cause) {
    return cause instanceof EOFException || cause instanceof InvalidNumberEncodingException;
  }
}
