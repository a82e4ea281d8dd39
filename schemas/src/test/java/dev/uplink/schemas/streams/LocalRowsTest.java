package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.DBOptions;
import org.rocksdb.RocksDB;

class LocalRowsTest {
  private static final long CLOSED = 0;
  private static final long OPEN = 1;

  @TempDir Path folder;

  @Test
  void theRowsOfAStoreAreThoseOfItsChangelog() throws Exception {
    store("0_3/rocksdb/runs", CLOSED, "key".getBytes(UTF_8));

    LocalRows rows = LocalRows.in(folder).getFirst();

    assertThat(rows.store()).isEqualTo("runs");
    assertThat(rows.partition()).isEqualTo(3);
    assertThat(read(rows, false)).containsExactly("key=value without a time");
  }

  @Test
  void aRowThatExpiresBearsItsTime() throws Exception {
    byte[] key = ByteBuffer.allocate(15).put("key".getBytes(UTF_8)).putLong(42).putInt(0).array();
    store("1_0/seen/seen.0", CLOSED, key);

    LocalRows rows = LocalRows.in(folder).getFirst();

    assertThat(rows.store()).isEqualTo("seen");
    assertThat(read(rows, false)).singleElement().asString().endsWith("=value at 42");
  }

  @Test
  void aStoreThatWasNotClosedIsReadOnlyByWhoeverWantsIt() throws Exception {
    store("0_3/rocksdb/runs", OPEN, "key".getBytes(UTF_8));

    LocalRows rows = LocalRows.in(folder).getFirst();

    assertThatThrownBy(() -> read(rows, false))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("was not closed");
    assertThat(read(rows, true)).containsExactly("key=value without a time");
  }

  @Test
  void theCatalogueIsNoneOfTheApplicationsOwn() throws Exception {
    store("global/rocksdb/stacks", CLOSED, "key".getBytes(UTF_8));

    assertThat(LocalRows.in(folder)).isEmpty();
    assertThat(LocalRows.in(folder.resolve("none"))).isEmpty();
  }

  private static List<String> read(LocalRows rows, boolean unclosed) {
    List<String> read = new ArrayList<>();
    rows.read(
        unclosed,
        (key, value, time) ->
            read.add(
                new String(key, UTF_8)
                    + "="
                    + new String(value, UTF_8)
                    + (time.isPresent() ? " at " + time.getAsLong() : " without a time")));
    return read;
  }

  /** As Kafka Streams leaves one. */
  private void store(String name, long status, byte[] key) throws Exception {
    RocksDB.loadLibrary();
    Path database = Files.createDirectories(folder.resolve(name));
    List<ColumnFamilyHandle> handles = new ArrayList<>();
    try (DBOptions options =
            new DBOptions().setCreateIfMissing(true).setCreateMissingColumnFamilies(true);
        RocksDB rows =
            RocksDB.open(
                options,
                database.toString(),
                List.of(
                    new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY),
                    new ColumnFamilyDescriptor("offsets".getBytes(UTF_8))),
                handles)) {
      rows.put(key, "value".getBytes(UTF_8));
      rows.put(
          handles.get(1),
          "status".getBytes(UTF_8),
          ByteBuffer.allocate(Long.BYTES).putLong(status).array());
    }
  }
}
