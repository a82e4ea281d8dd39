package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;

/**
 * One database of a local store, as Kafka Streams 4.3 leaves it on the disk: a whole store, or one
 * span of time of a store whose rows expire.
 *
 * @param store its name
 * @param partition of the changelog
 * @param expiring whether rows bear their time at the end of their keys
 */
record LocalRows(String store, int partition, boolean expiring, Path database) {
  /** What a database has in its own folder, and nothing else does. */
  private static final String CURRENT = "CURRENT";

  private static final String WHOLE_STORES = "rocksdb";
  private static final byte[] ROWS = RocksDB.DEFAULT_COLUMN_FAMILY;
  private static final byte[] OFFSETS = "offsets".getBytes(UTF_8);
  private static final byte[] STATUS = "status".getBytes(UTF_8);

  /** What a key ends with: its time, then a number that tells equal ones apart. */
  static final int TIME_AND_NUMBER = Long.BYTES + Integer.BYTES;

  /** A row with the bytes that its changelog has. */
  interface Reader {
    void row(byte[] key, byte[] value, OptionalLong time);
  }

  /** All of an application that is not running. */
  static List<LocalRows> in(Path applicationFolder) {
    if (!Files.isDirectory(applicationFolder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(applicationFolder)) {
      return files
          .filter(file -> file.endsWith(CURRENT))
          .map(file -> applicationFolder.relativize(file.getParent()))
          .filter(database -> database.toString().matches("\\d+_\\d+/[^/]+/[^/]+"))
          .sorted()
          .map(database -> of(applicationFolder, database))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static LocalRows of(Path folder, Path database) {
    String task = database.getName(0).toString();
    boolean whole = database.getName(1).toString().equals(WHOLE_STORES);
    return new LocalRows(
        database.getName(whole ? 2 : 1).toString(),
        Integer.parseInt(task.substring(task.indexOf('_') + 1)),
        !whole,
        folder.resolve(database));
  }

  /**
   * Reads all rows, and changes nothing.
   *
   * @param unclosed whether to read it though it was not closed: it may then have what was never
   *     committed, and lack what was
   * @throws RefillRefusedException if it was not closed otherwise
   */
  void read(boolean unclosed, Reader reader) {
    with(
        (rows, families) -> {
          for (ColumnFamilyHandle family : families) {
            read(rows, family, unclosed, reader);
          }
          return true;
        });
  }

  /** Up to where it has the changelog; nothing if that was never written down. */
  OptionalLong position(TopicPartition changelog) {
    return with(
        (rows, families) -> {
          for (ColumnFamilyHandle family : families) {
            byte @Nullable [] kept =
                Arrays.equals(family.getName(), OFFSETS)
                    ? rows.get(family, changelog.toString().getBytes(UTF_8))
                    : null;
            if (kept != null) {
              return OptionalLong.of(ByteBuffer.wrap(kept).getLong());
            }
          }
          return OptionalLong.empty();
        });
  }

  /** What an open database is wanted for. */
  private interface Use<T> {
    T of(RocksDB rows, List<ColumnFamilyHandle> families) throws RocksDBException;
  }

  private <T> T with(Use<T> use) {
    RocksDB.loadLibrary();
    try (Options options = new Options();
        DBOptions open = new DBOptions()) {
      List<ColumnFamilyDescriptor> families = new ArrayList<>();
      for (byte[] name : RocksDB.listColumnFamilies(options, database.toString())) {
        families.add(new ColumnFamilyDescriptor(name));
      }
      List<ColumnFamilyHandle> handles = new ArrayList<>();
      try (RocksDB rows = RocksDB.openReadOnly(open, database.toString(), families, handles)) {
        return use.of(rows, handles);
      }
    } catch (RocksDBException e) {
      throw new IllegalStateException(database + " cannot be read: " + e.getMessage(), e);
    }
  }

  private void read(RocksDB rows, ColumnFamilyHandle family, boolean unclosed, Reader reader)
      throws RocksDBException {
    if (Arrays.equals(family.getName(), OFFSETS)) {
      byte[] status = rows.get(family, STATUS);
      if (!unclosed && status != null && ByteBuffer.wrap(status).getLong() != 0) {
        throw new RefillRefusedException(
            database
                + " was not closed: what it has may never have been committed (--unclosed takes it"
                + " all the same)");
      }
      return;
    }
    if (!Arrays.equals(family.getName(), ROWS)) {
      throw new IllegalStateException(
          database
              + " has rows of a kind that is not known: "
              + new String(family.getName(), UTF_8));
    }
    try (RocksIterator row = rows.newIterator(family)) {
      for (row.seekToFirst(); row.isValid(); row.next()) {
        reader.row(row.key(), row.value(), time(row.key()));
      }
      row.status();
    }
  }

  private OptionalLong time(byte[] key) {
    return expiring
        ? OptionalLong.of(ByteBuffer.wrap(key).getLong(key.length - TIME_AND_NUMBER))
        : OptionalLong.empty();
  }
}
