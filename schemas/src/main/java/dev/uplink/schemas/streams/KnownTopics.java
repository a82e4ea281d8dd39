package dev.uplink.schemas.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.Uuid;
import org.jspecify.annotations.Nullable;

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

  /**
   * @throws IllegalStateException if the file says nothing that can be relied on
   */
  SortedMap<String, Uuid> read() {
    SortedMap<String, Uuid> ids = new TreeMap<>();
    if (!Files.exists(file)) {
      return ids;
    }
    try {
      for (String line : Files.readAllLines(file)) {
        String[] entry = line.split("=", -1);
        if (entry.length != 2) {
          throw damaged("'" + line + "' is no topic and its id", null);
        }
        ids.put(entry[0], id(entry[1]));
      }
    } catch (CharacterCodingException e) {
      throw damaged("it is no text", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (ids.isEmpty()) {
      throw damaged("it is empty", null);
    }
    return ids;
  }

  private Uuid id(String text) {
    try {
      return Uuid.fromString(text);
    } catch (IllegalArgumentException e) {
      throw damaged("'" + text + "' is no topic's id", e);
    }
  }

  private IllegalStateException damaged(String how, @Nullable Exception cause) {
    return new IllegalStateException(
        "%s is damaged: %s. So nobody can tell whether the state beside it belongs to the topics that there are. If no topic was deleted, delete this file; else see 'A lost internal topic' in deploy/recovery/README.md"
            .formatted(file, how),
        cause);
  }

  /** Whole or not at all, also when the machine stops. */
  void write(Map<String, Uuid> ids) {
    if (ids.isEmpty()) {
      return;
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(ids).forEach((name, id) -> text.append(name).append('=').append(id).append('\n'));
    try {
      Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
      Path draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, text);
      force(draft, StandardOpenOption.WRITE);
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
      force(folder, StandardOpenOption.READ);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void force(Path path, OpenOption option) throws IOException {
    try (FileChannel channel = FileChannel.open(path, option)) {
      channel.force(true);
    }
  }
}
