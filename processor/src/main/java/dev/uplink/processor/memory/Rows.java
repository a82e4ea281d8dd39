package dev.uplink.processor.memory;

import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.function.BiConsumer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** Keys of rows that belong to one repository. */
final class Rows {
  /** Occurs neither in a repository key nor in the key of a ref. */
  static final char END = '\0';

  static final String SEPARATOR = String.valueOf(END);

  private Rows() {}

  static String of(RepositoryKey repository, Ref ref) {
    return repository.toString() + END + ref.key();
  }

  static String of(RepositoryKey repository, String kind, String key) {
    return repository.toString() + END + kind + END + key;
  }

  static <V> void scan(KeyValueStore<String, V> store, String prefix, BiConsumer<String, V> each) {
    try (KeyValueIterator<String, V> rows = store.prefixScan(prefix, new StringSerializer())) {
      rows.forEachRemaining(row -> each.accept(row.key.substring(prefix.length()), row.value));
    }
  }

  static StoreBuilder<KeyValueStore<String, String>> texts(KeyValueBytesStoreSupplier supplier) {
    return Stores.keyValueStoreBuilder(supplier, Serdes.String(), Serdes.String());
  }
}
