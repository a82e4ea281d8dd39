package dev.uplink.processor.memory;

import java.util.Map;
import org.apache.kafka.streams.state.StoreBuilder;

/** There is one kind of it, in memory and without a changelog. */
record AtHandBuilder(String name) implements StoreBuilder<AtHand> {
  @Override
  public AtHand build() {
    return new AtHand();
  }

  @Override
  public StoreBuilder<AtHand> withCachingEnabled() {
    return this;
  }

  @Override
  public StoreBuilder<AtHand> withCachingDisabled() {
    return this;
  }

  @Override
  public StoreBuilder<AtHand> withLoggingEnabled(Map<String, String> config) {
    throw new UnsupportedOperationException("nothing of it is written anywhere");
  }

  @Override
  public StoreBuilder<AtHand> withLoggingDisabled() {
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
