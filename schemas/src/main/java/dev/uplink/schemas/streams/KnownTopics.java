package dev.uplink.schemas.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.Uuid;

/**
 * The ids of the topics that a local state was made of, beside it on the disk: whoever loses the
 * state loses them too, and then everything is new.
 */
record KnownTopics(Path file) {
  /** Beside the application's own folder, which Kafka Streams clears as it likes. */
  static KnownTopics beside(Path applicationFolder) {
    return new KnownTopics(
        applicationFolder.resolveSibling(applicationFolder.getFileName() + ".topics"));
  }

  SortedMap<String, Uuid> read() {
    SortedMap<String, Uuid> ids = new TreeMap<>();
    if (!Files.exists(file)) {
      return ids;
    }
    try (Stream<String> lines = Files.lines(file)) {
      lines.forEach(
          line -> {
            int equals = line.indexOf('=');
            ids.put(line.substring(0, equals), Uuid.fromString(line.substring(equals + 1)));
          });
      return ids;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whole or not at all. */
  void write(Map<String, Uuid> ids) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(ids).forEach((name, id) -> text.append(name).append('=').append(id).append('\n'));
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
