package dev.uplink.notifier.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.avro.Schema;

/**
 * Schemas of rows as earlier versions wrote them, which are in stores and internal topics still.
 */
final class EarlierRows {
  private EarlierRows() {}

  /** As {@code rows/<name>-<number>.avsc} has it. */
  static Schema of(String name, int number) {
    String file = "/rows/%s-%d.avsc".formatted(name, number);
    try (InputStream text = EarlierRows.class.getResourceAsStream(file)) {
      return new Schema.Parser().parse(Objects.requireNonNull(text, file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
