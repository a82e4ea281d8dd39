package dev.uplink.local.tool;

import dev.uplink.local.process.StartFailedException;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.serde.SchemaRegistrar;
import dev.uplink.schemas.serde.SerdeSettings;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/**
 * Brings a registry that lost everything back to the ids that the records on the topics bear. Ids
 * are given out in the order of registering, so before each there are registered as many schemas of
 * no use as there were others once.
 */
final class RegistryTool {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int FIRST_ID = 1;

  /** Subjects of no topic, which only take an id each. */
  private static final String PADDING = "uplink-recovery-padding-";

  private final URI url;
  private final ConfluentApiRegistry registry;
  private final List<String> paddings = new ArrayList<>();
  private int next = FIRST_ID;

  private RegistryTool(URI url) {
    this.url = url;
    this.registry = new ConfluentApiRegistry(url, PATIENCE);
  }

  static boolean run(Settings settings, PrintStream out) {
    RegistryTool tool = new RegistryTool(settings.get(SerdeSettings.REGISTRY_URL));
    String subjects = tool.call("GET", "/subjects");
    if (!subjects.equals("[]")) {
      throw new StartFailedException(
          "The registry at %s has subjects (%s): only an empty one can be given the old ids"
              .formatted(tool.url, subjects));
    }
    SortedMap<Integer, UsedSchemas.Used> used =
        new UsedSchemas(KnownSchemas.all(), out).read(settings);
    used.forEach(tool::register);
    new SchemaRegistrar(tool.registry).register(Topics.ALL);
    tool.paddings.forEach(subject -> tool.call("DELETE", "/subjects/" + subject));
    out.printf("%d schemas have the ids again that records on the topics bear%n", used.size());
    return true;
  }

  private void register(int id, UsedSchemas.Used schema) {
    while (next < id) {
      expect(next, PADDING + next, padding(next));
      paddings.add(PADDING + next);
      next++;
    }
    expect(id, schema.subject(), schema.schema());
    next = id + 1;
  }

  private void expect(int id, String subject, Schema schema) {
    int given = registry.register(subject, schema);
    if (given != id) {
      throw new StartFailedException(
          "The registry gave %s the id %d instead of %d: let it begin with an empty database"
              .formatted(subject, given, id));
    }
  }

  /** Each another in more than words, or they would share an id. */
  private static Schema padding(int id) {
    return SchemaBuilder.record("Padding" + id).fields().endRecord();
  }

  private String call(String method, String path) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(url + path))
                  .timeout(PATIENCE)
                  .method(method, HttpRequest.BodyPublishers.noBody())
                  .build(),
              BodyHandlers.ofString());
      if (answer.statusCode() >= 300) {
        throw new StartFailedException(
            "The registry at %s answers %d: %s".formatted(url, answer.statusCode(), answer.body()));
      }
      return answer.body().strip();
    } catch (IOException e) {
      throw new StartFailedException("The registry at " + url + " cannot be reached: " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StartFailedException("interrupted", e);
    }
  }
}
