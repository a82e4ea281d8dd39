package dev.uplink.local.tool;

import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Readers;
import dev.uplink.schemas.settings.Setting;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** The variables of the tools; the compose file's are held to them by a test. */
final class ToolSettings {
  static final Setting<String> DATABASE_URL =
      Setting.required(
          "UPLINK_DATABASE_URL", "JDBC URL of PostgreSQL's own database.", Readers::text);

  static final Setting<String> SUPERUSER =
      Setting.optional(
          "UPLINK_DATABASE_USER", "Who may make databases and roles.", Readers::text, "postgres");

  static final Setting<String> SUPERUSER_PASSWORD =
      Setting.secret("UPLINK_DATABASE_PASSWORD", "Password of that role.", Readers::text);

  static final Setting<String> OWNER_PASSWORD =
      Setting.secret("UPLINK_OWNER_PASSWORD", "For who owns and migrates.", Readers::text);

  static final Setting<String> INGRESS_PASSWORD =
      Setting.secret("UPLINK_INGRESS_PASSWORD", "For ingress' login.", Readers::text);

  static final Setting<String> NOTIFIER_PASSWORD =
      Setting.secret("UPLINK_NOTIFIER_PASSWORD", "For the notifier's login.", Readers::text);

  static final Setting<String> REGISTRY_PASSWORD =
      Setting.secret("UPLINK_REGISTRY_PASSWORD", "For the registry's login.", Readers::text);

  /** As brokers have it in {@code default.replication.factor}; Kafka's word for that is -1. */
  private static final String AS_BROKERS_HAVE_IT = "default";

  static final Setting<Integer> REPLICAS =
      Setting.optional(
          "UPLINK_REPLICAS",
          "On how many brokers a new topic is; by default as brokers have it.",
          text -> text.equals(AS_BROKERS_HAVE_IT) ? -1 : Readers.number(text),
          AS_BROKERS_HAVE_IT);

  static final Setting<Integer> SANDBOX_PORT =
      Setting.optional("UPLINK_SANDBOX_PORT", "Port of the sandbox.", Readers::port, "8070");

  static final Setting<URI> API_URL =
      Setting.required("UPLINK_API_URL", "Base of the control plane.", Readers::url);

  static final Setting<URI> SANDBOX_URL =
      Setting.required("UPLINK_SANDBOX_URL", "Base of the sandbox.", Readers::url);

  static final Setting<String> ADMIN_TOKEN =
      Setting.secret("UPLINK_ADMIN_TOKEN", "The root admin's token.", Readers::text);

  static final List<Setting<?>> DATABASE =
      List.of(
          DATABASE_URL,
          SUPERUSER,
          SUPERUSER_PASSWORD,
          OWNER_PASSWORD,
          INGRESS_PASSWORD,
          NOTIFIER_PASSWORD,
          REGISTRY_PASSWORD);

  static final List<Setting<?>> TOPICS = with(REPLICAS);
  static final List<Setting<?>> SCHEMAS = List.of(SerdeSettings.REGISTRY_URL);
  static final List<Setting<?>> SANDBOX = List.of(SANDBOX_PORT);
  static final List<Setting<?>> SCHEDULER = KafkaSettings.ALL;
  static final List<Setting<?>> DEMO = with(API_URL, SANDBOX_URL, ADMIN_TOKEN);

  private ToolSettings() {}

  private static List<Setting<?>> with(Setting<?>... more) {
    return Stream.concat(KafkaSettings.ALL.stream(), Stream.of(more))
        .<Setting<?>>map(setting -> setting)
        .toList();
  }
}
