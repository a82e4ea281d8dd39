package dev.uplink.local.tool;

import dev.uplink.local.demo.Demo;
import dev.uplink.local.demo.Doors;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import java.io.PrintStream;

/** The story that {@code deploy/local/up} tells, of an installation that is already there. */
final class DemoTool {
  private DemoTool() {}

  static boolean run(Settings settings, PrintStream out) {
    return Demo.tell(
        new Doors(
            settings.get(ToolSettings.API_URL),
            settings.get(ToolSettings.SANDBOX_URL),
            KafkaAccess.from(settings),
            AvroSerdes.from(settings),
            settings.get(ToolSettings.ADMIN_TOKEN),
            true),
        out);
  }
}
