package dev.uplink.schemas.serde;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a serde of ours reads from its configuration. The keys are Confluent's own, so that either
 * class can be configured by the same map; what is ours alone begins with {@code uplink.}.
 */
final class SerdeConfig {
  static final String URL = "schema.registry.url";
  static final String AUTO_REGISTER = "auto.register.schemas";
  static final String SPECIFIC_READER = "specific.avro.reader";
  static final String VALUE_TYPE = "specific.avro.value.type";
  static final String SUBJECT_NAMES = "value.subject.name.strategy";
  static final String TIMEOUT_MS = "uplink.registry.timeout.ms";
  static final String REGISTRY = "uplink.registry";

  private static final long DEFAULT_TIMEOUT_MS = 3_000;

  private SerdeConfig() {}

  /** The registry shared by all serdes of a process, or one of its own from the URL. */
  static SchemaRegistry registry(Map<String, ?> config) {
    @Nullable Object shared = config.get(REGISTRY);
    if (shared instanceof SchemaRegistry registry) {
      return registry;
    }
    @Nullable Object timeout = config.get(TIMEOUT_MS);
    long millis = timeout == null ? DEFAULT_TIMEOUT_MS : Long.parseLong(timeout.toString());
    return new CachingRegistry(
        new ConfluentApiRegistry(URI.create(required(config, URL)), Duration.ofMillis(millis)));
  }

  static boolean autoRegister(Map<String, ?> config) {
    return Boolean.parseBoolean(String.valueOf(config.get(AUTO_REGISTER)));
  }

  static Class<? extends SpecificRecord> valueType(Map<String, ?> config) {
    @Nullable Object type = config.get(VALUE_TYPE);
    try {
      Class<?> loaded =
          type instanceof Class<?> known ? known : Class.forName(required(config, VALUE_TYPE));
      return loaded.asSubclass(SpecificRecord.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(VALUE_TYPE + ": " + type, e);
    }
  }

  private static String required(Map<String, ?> config, String key) {
    @Nullable Object value = config.get(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value.toString();
  }
}
