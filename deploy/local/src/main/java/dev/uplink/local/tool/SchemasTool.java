package dev.uplink.local.tool;

import dev.uplink.local.Preparation;
import dev.uplink.local.part.HttpReadiness;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Settings;
import java.io.PrintStream;
import java.net.URI;
import java.util.Optional;

/** Registers the catalogue's schemas. It needs no Kafka, and so no right there. */
final class SchemasTool {
  private SchemasTool() {}

  static boolean run(Settings settings, PrintStream out) {
    URI registry = settings.get(SerdeSettings.REGISTRY_URL);
    HttpReadiness answers = new HttpReadiness(URI.create(registry + "/subjects"));
    Patience.first(
        "The registry at " + registry,
        () -> answers.getAsBoolean() ? Optional.of(true) : Optional.empty());
    Preparation.registerSchemas(registry);
    out.println("Schemas are registered.");
    return true;
  }
}
