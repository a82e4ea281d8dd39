package dev.uplink.schemas.settings;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One setting of a service, declared once.
 *
 * @param name the environment variable, {@code UPLINK_…}
 * @param meaning one sentence for people; stands in error messages and in the README's table
 * @param reader makes the value from the text; throws {@link RuntimeException} with a message that
 *     says what was expected
 * @param fallback the text used when the variable is not set; null if it must be set
 * @param secret whether the value must never be shown
 */
public record Setting<T>(
    String name,
    String meaning,
    Function<String, T> reader,
    @Nullable String fallback,
    boolean secret) {

  /** A setting without which the service does not start. */
  public static <T> Setting<T> required(String name, String meaning, Function<String, T> reader) {
    return new Setting<>(name, meaning, reader, null, false);
  }

  public static <T> Setting<T> optional(
      String name, String meaning, Function<String, T> reader, String fallback) {
    return new Setting<>(name, meaning, reader, fallback, false);
  }

  /** Has no default, ever, and is never shown. */
  public static <T> Setting<T> secret(String name, String meaning, Function<String, T> reader) {
    return new Setting<>(name, meaning, reader, null, true);
  }
}
