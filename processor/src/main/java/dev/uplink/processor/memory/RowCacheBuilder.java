package dev.uplink.processor.memory;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** There is one kind of it, in memory and without a changelog. */
record RowCacheBuilder(String name) implements StoreBuilder<RowCache> {
  @Override
  public RowCache build() {
    return new RowCache();
  }

  @Override
  public StoreBuilder<RowCache> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<RowCache> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<RowCache> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException("nothing of it is written anywhere");
  }

  @Override
  public StoreBuilder<RowCache> withLoggingDisabled() {
    return this;
  }

  @Override
  public Map<String, String> logConfig() {
    return Map.of();
  }

  @Override
  public boolean loggingEnabled() {
    return false;
  }
}
