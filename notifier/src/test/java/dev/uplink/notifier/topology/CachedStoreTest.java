package dev.uplink.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CachedStoreTest {
  private static final String UNWRITABLE = "unwritable";

  private final KeyValueStore<String, String> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("rows"),
              Serdes.String(),
              Serdes.serdeFrom((topic, row) -> bytes(row), Serdes.String().deserializer()))
          .withLoggingDisabled()
          .build();
  private final CachedStore<String> shelf = new CachedStore<>(store, 2);

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<String, String>().getStateStoreContext(), store);
  }

  @Test
  void whatIsNotAtHandAnyMoreIsInTheStore() {
    shelf.put("a", "1");
    shelf.put("b", "2");
    shelf.put("c", "3");

    assertThat(shelf.get("a")).isEqualTo("1");
    assertThat(shelf.get("c")).isEqualTo("3");
  }

  @Test
  void whatIsAtHandIsNotReadAgain() {
    shelf.put("a", "1");
    store.put("a", "written by nobody who may");

    assertThat(shelf.get("a")).isEqualTo("1");
  }

  @Test
  void whatIsDeletedIsGoneFromBoth() {
    shelf.put("a", "1");
    shelf.delete("a");

    assertThat(shelf.get("a")).isNull();
    assertThat(shelf.has("a")).isFalse();
    assertThat(store.get("a")).isNull();
  }

  @Test
  void afterAWriteThatFailedTheStoreIsAsked() {
    shelf.put("a", "1");
    assertThatThrownBy(() -> shelf.put("a", UNWRITABLE)).hasMessageContaining(UNWRITABLE);
    store.put("a", "what came of it");

    assertThat(shelf.get("a")).isEqualTo("what came of it");
  }

  private static byte[] bytes(String row) {
    if (row.equals(UNWRITABLE)) {
      throw new IllegalStateException(row);
    }
    return row.getBytes(StandardCharsets.UTF_8);
  }
}
