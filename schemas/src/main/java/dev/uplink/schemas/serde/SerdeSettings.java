package dev.uplink.schemas.serde;

import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import java.net.URI;
import java.time.Duration;
import java.util.List;

/** Where schemas are kept, and whose classes write and read by them. */
public final class SerdeSettings {
  public static final Setting<URI> REGISTRY_URL =
      Setting.required(
          "UPLINK_SCHEMA_REGISTRY_URL",
          "Base URL of the schema registry's Confluent API.",
          Readers::url);

  public static final Setting<Duration> REGISTRY_TIMEOUT =
      Setting.optional(
          "UPLINK_SCHEMA_REGISTRY_TIMEOUT",
          "How long one request to the registry may take.",
          Readers::duration,
          "PT3S");

  public static final Setting<String> SERIALIZER =
      Setting.optional(
          "UPLINK_AVRO_SERIALIZER",
          "Class of the Avro serializer, for example Confluent's.",
          Readers::text,
          ConfluentAvroSerializer.class.getName());

  public static final Setting<String> DESERIALIZER =
      Setting.optional(
          "UPLINK_AVRO_DESERIALIZER",
          "Class of the Avro deserializer, for example Confluent's.",
          Readers::text,
          ConfluentAvroDeserializer.class.getName());

  public static final List<Setting<?>> ALL =
      List.of(REGISTRY_URL, REGISTRY_TIMEOUT, SERIALIZER, DESERIALIZER);

  private SerdeSettings() {}
}
