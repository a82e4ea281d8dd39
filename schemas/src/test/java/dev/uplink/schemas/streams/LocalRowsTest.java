package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.fixture.KeptStore;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalRowsTest {
  @TempDir Path folder;

  @Test
  void theRowsOfAStoreAreThoseOfItsChangelog() {
    store("0_3/rocksdb/runs").row("key", "value").close();

    LocalRows rows = LocalRows.in(folder).getFirst();

    assertThat(rows.store()).isEqualTo("runs");
    assertThat(rows.partition()).isEqualTo(3);
    assertThat(read(rows, false)).containsExactly("key=value without a time");
  }

  @Test
  void aRowThatExpiresBearsItsTime() {
    byte[] key = ByteBuffer.allocate(15).put("key".getBytes(UTF_8)).putLong(42).putInt(0).array();
    store("1_0/seen/seen.0").row(key, "value").close();

    LocalRows rows = LocalRows.in(folder).getFirst();

    assertThat(rows.store()).isEqualTo("seen");
    assertThat(read(rows, false)).singleElement().asString().endsWith("=value at 42");
  }

  @Test
  void aStoreThatWasNotClosedIsReadOnlyByWhoeverWantsIt() {
    store("0_3/rocksdb/runs").row("key", "value").unclosed().close();

    LocalRows rows = LocalRows.in(folder).getFirst();

    assertThatThrownBy(() -> read(rows, false))
        .isInstanceOf(RefillRefusedException.class)
        .hasMessageContaining("was not closed");
    assertThat(read(rows, true)).containsExactly("key=value without a time");
  }

  @Test
  void theCatalogueIsNoneOfTheApplicationsOwn() {
    store("global/rocksdb/stacks").row("key", "value").close();

    assertThat(LocalRows.in(folder)).isEmpty();
    assertThat(LocalStore.in(folder)).isEmpty();
    assertThat(LocalRows.in(folder.resolve("none"))).isEmpty();
    assertThat(LocalStore.in(folder.resolve("none"))).isEmpty();
  }

  @Test
  void aStoreIsAsFarAsTheFurthestOfItsDatabases() {
    TopicPartition changelog = new TopicPartition("app-seen-changelog", 0);
    store("1_0/seen/seen.0").at(changelog, 7).close();
    store("1_0/seen/seen.86400000").at(changelog, 42).close();

    assertThat(LocalStore.in(folder))
        .singleElement()
        .satisfies(
            store -> {
              assertThat(store.name()).isEqualTo("seen");
              assertThat(store.position(changelog)).isEqualTo(42);
              assertThat(store.position(new TopicPartition("other", 0))).isEqualTo(-1);
            });
  }

  @Test
  void aStoreOfWhichNothingHasComeYetIsOne() throws Exception {
    Files.createDirectories(folder.resolve("1_2/seen"));

    assertThat(LocalStore.in(folder)).containsExactly(new LocalStore("seen", 2, true, List.of()));
  }

  private KeptStore store(String name) {
    return KeptStore.in(folder.resolve(name));
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
}
