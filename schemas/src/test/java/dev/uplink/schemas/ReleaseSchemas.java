package dev.uplink.schemas;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificData;

/**
 * Run at a release, from the module's folder and with the version as argument: writes down today's
 * schemas as released ones, which {@link SchemaCompatibilityTest} holds all later ones to. The
 * version then belongs into {@link dev.uplink.schemas.serde.ReleasedSchemas#VERSIONS}.
 */
final class ReleaseSchemas {
  private ReleaseSchemas() {}

  public static void main(String[] args) throws IOException {
    Path folder = SchemaCompatibilityTest.RELEASED.resolve(args[0]);
    Files.createDirectories(folder);
    ObjectMapper mapper = new ObjectMapper();
    for (Topic<?> topic : Topics.ALL) {
      String schema = SpecificData.get().getSchema(topic.value()).toString();
      String readable = mapper.readTree(schema).toPrettyString();
      Files.writeString(folder.resolve(topic.subject() + ".avsc"), readable + "\n");
    }
  }
}
