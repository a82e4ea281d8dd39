package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * One partition of a local store, as Kafka Streams 4.3 leaves it on the disk.
 *
 * @param name the store's
 * @param expiring whether rows bear their time at the end of their keys
 * @param databases one of a whole store; of one whose rows expire one for each span of time, and
 *     none before its first row
 */
record LocalStore(String name, int partition, boolean expiring, List<LocalRows> databases) {
  private static final Pattern FOLDER =
      Pattern.compile("\\d+_(?<partition>\\d+)/(?:rocksdb/(?<whole>[^/]+)|(?<expiring>[^/]+))");

  /** Where whole stores are, which is no store itself. */
  private static final String WHOLE_STORES = "rocksdb";

  private static final byte[] MARK = "uplink-refilled".getBytes(UTF_8);

  /** All of an application that is not running. */
  static List<LocalStore> in(Path applicationFolder) {
    if (!Files.isDirectory(applicationFolder)) {
      return List.of();
    }
    List<LocalRows> all = LocalRows.in(applicationFolder);
    try (Stream<Path> files = Files.walk(applicationFolder, 3)) {
      return files
          .filter(Files::isDirectory)
          .map(folder -> FOLDER.matcher(applicationFolder.relativize(folder).toString()))
          .filter(folder -> folder.matches() && !WHOLE_STORES.equals(folder.group("expiring")))
          .map(folder -> of(folder, all))
          .sorted(Comparator.comparing(LocalStore::name).thenComparingInt(LocalStore::partition))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalStore of(Matcher folder, List<LocalRows> all) {
    boolean expiring = folder.group("expiring") != null;
    String name = folder.group(expiring ? "expiring" : "whole");
    int partition = Integer.parseInt(folder.group("partition"));
    return new LocalStore(
        name,
        partition,
        expiring,
        all.stream()
            .filter(rows -> rows.store().equals(name) && rows.partition() == partition)
            .toList());
  }

  /** Reads all rows, and changes nothing; as {@link LocalRows#read}. */
  void read(boolean unclosed, LocalRows.Reader reader) {
    databases.forEach(database -> database.read(unclosed, reader));
  }

  /** How far it had read or written the changelog; below zero if it knows of nothing. */
  long position(TopicPartition changelog) {
    return databases.stream()
        .mapToLong(database -> database.position(changelog).orElse(-1))
        .max()
        .orElse(-1);
  }

  /**
   * The key of no row, which a reader of the changelog takes for one that is gone.
   *
   * @param latest time of a row: a key of those that expire has one, and must not make all of them
   *     old
   */
  byte[] markKey(long latest) {
    return expiring
        ? ByteBuffer.allocate(MARK.length + LocalRows.TIME_AND_NUMBER)
            .put(MARK)
            .putLong(latest)
            .putInt(0)
            .array()
        : MARK.clone();
  }
}
