package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.branch;
import static dev.uplink.processor.topology.Pushes.push;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.serde.LaterReleaseException;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowBytesStoreSupplier;
import org.junit.jupiter.api.Test;

/** An instance that meets a row of the release that is being rolled out. */
class LaterReleaseStoryTest {
  /** Of a row: two bytes say that it is one, then come eight that name its schema. */
  private static final int FINGERPRINT = 2;

  private final Map<String, KeyValueStore<Bytes, byte[]>> stores = new HashMap<>();

  @Test
  void isNoFaultOfTheWebhookThatNeedsTheRow() {
    try (Story story = new Story(new Opened())) {
      story
          .publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build())
          .publish(Topics.STACKS, "network", Samples.stack("network").build());
      writtenByALaterRelease("stacks");

      assertThatThrownBy(() -> story.deliver(push("d1", branch("main", 'a', 'b'))))
          .hasCauseInstanceOf(LaterReleaseException.class)
          .hasStackTraceContaining(
              "A row of dev.uplink.schemas.avro.Stack is of a release that this one does not know:"
                  + " a later one?");

      assertThat(story.deadLetters()).isEmpty();
      assertThat(story.decisions()).isEmpty();
    }
  }

  private void writtenByALaterRelease(String store) {
    try (KeyValueIterator<Bytes, byte[]> rows = Objects.requireNonNull(stores.get(store)).all()) {
      rows.forEachRemaining(row -> row.value[FINGERPRINT] ^= 1);
    }
  }

  /** Stores whose bytes can be got at. */
  private final class Opened implements StoreSuppliers {
    @Override
    public KeyValueBytesStoreSupplier keyValue(String name) {
      KeyValueBytesStoreSupplier inMemory = Stores.inMemoryKeyValueStore(name);
      return new KeyValueBytesStoreSupplier() {
        @Override
        public String name() {
          return name;
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
          KeyValueStore<Bytes, byte[]> store = inMemory.get();
          stores.put(name, store);
          return store;
        }

        @Override
        public String metricsScope() {
          return inMemory.metricsScope();
        }
      };
    }

    @Override
    public WindowBytesStoreSupplier expiring(String name, Duration retention) {
      return new InMemory().expiring(name, retention);
    }
  }
}
