package dev.uplink.kubernetes;

import dev.uplink.ingress.IngressSettings;
import dev.uplink.ingress.MigrationSettings;
import dev.uplink.local.tool.Tool;
import dev.uplink.notifier.NotifierSettings;
import dev.uplink.processor.ProcessorSettings;
import dev.uplink.schemas.settings.Setting;
import dev.uplink.schemas.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What our programs read of their environment. */
final class ServiceSettings {
  /** Those that never end. */
  static final Set<String> SERVICES = Set.of("ingress", "processor", "notifier");

  /** A command of ingress' program. */
  static final String MIGRATION = "migration";

  private ServiceSettings() {}

  static List<Setting<?>> of(Workload workload) {
    return switch (workload.name()) {
      case "ingress" -> IngressSettings.ALL;
      case "processor" -> ProcessorSettings.ALL;
      case "notifier" -> NotifierSettings.ALL;
      case MIGRATION -> MigrationSettings.ALL;
      default -> Tool.find(workload.container().getArgs().getFirst()).orElseThrow().settings();
    };
  }

  /** As its program does; throws where the program would not start. */
  static Settings read(Workload workload, Map<String, String> environment) {
    return switch (workload.name()) {
      case "ingress" -> IngressSettings.read(environment);
      case "processor" -> ProcessorSettings.read(environment);
      case MIGRATION -> MigrationSettings.read(environment);
      default -> Settings.read(environment, of(workload));
    };
  }
}
