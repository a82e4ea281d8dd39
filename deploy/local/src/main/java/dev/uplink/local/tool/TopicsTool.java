package dev.uplink.local.tool;

import dev.uplink.local.Preparation;
import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.access.KafkaSettings;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.KafkaUnavailableException;
import java.io.PrintStream;

/** Makes the topics of the catalogue and registers its schemas: the code that local mode uses. */
final class TopicsTool {
  private TopicsTool() {}

  static boolean run(Settings settings, PrintStream out) {
    try {
      Preparation.createTopics(
          KafkaAccess.from(settings),
          settings.get(KafkaSettings.TOPIC_OVERRIDES),
          settings.get(ToolSettings.REPLICAS).shortValue());
    } catch (KafkaUnavailableException e) {
      throw new StartFailedException("The topics could not be made: " + e.getMessage(), e);
    }
    out.println("Topics are there.");
    return SchemasTool.run(settings, out);
  }
}
