package dev.uplink.e2e.recovery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import dev.uplink.e2e.World;
import dev.uplink.local.Arrangement;
import dev.uplink.local.LocalUplink;
import dev.uplink.local.PartName;
import dev.uplink.local.Progress;
import dev.uplink.local.part.DatabaseCopies;
import dev.uplink.schemas.serde.ConfluentApiRegistry;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/** An Uplink of its own whose parts get lost, and the scripts that operators have for that. */
final class Wreck implements AutoCloseable {
  private static final Path SCRIPTS = Path.of("../recovery").toAbsolutePath().normalize();

  private final Path data;
  private final LocalUplink uplink;
  private final World world;

  private Wreck(Path data, LocalUplink uplink) {
    this.data = data;
    this.uplink = uplink;
    this.world = new World(uplink);
  }

  /** What a script said, and how it ended. */
  record Said(int exitCode, String text) {
    Said successfully() {
      if (exitCode != 0) {
        throw new AssertionError("it ended with " + exitCode + ":\n" + text);
      }
      return this;
    }
  }

  /** Services that end by themselves are started again, as wherever it is run for real. */
  static Wreck start(Path data, Arrangement arrangement) {
    LocalUplink uplink =
        LocalUplink.prepare(
            World.onFreePorts(
                Map.of(
                    "UPLINK_SCHEDULER",
                    "off",
                    "UPLINK_DATA_DIR",
                    data.resolve("uplink").toString())),
            arrangement.supervising(),
            Progress.on(System.out));
    try {
      uplink.startAll();
      return new Wreck(data, uplink);
    } catch (RuntimeException | Error e) {
      uplink.close();
      throw e;
    }
  }

  LocalUplink uplink() {
    return uplink;
  }

  World world() {
    return world;
  }

  /** As an operator runs it, with each service's settings in a file. */
  Said script(String name, String... words) {
    List<String> command = new ArrayList<>(List.of(SCRIPTS.resolve(name).toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(variable -> variable.startsWith("UPLINK_"));
    builder.environment().putAll(environment());
    if (name.equals("dead-letters")) {
      builder
          .environment()
          .put("UPLINK_API_PORT", Integer.toString(uplink.endpoints().ports().api()));
      builder.environment().put("UPLINK_ADMIN_TOKEN", uplink.adminToken());
    }
    try {
      Process process = builder.start();
      String text = new String(process.getInputStream().readAllBytes(), UTF_8);
      return new Said(process.waitFor(), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("UPLINK_KAFKA_BOOTSTRAP_SERVERS", uplink.endpoints().kafka());
    environment.put("UPLINK_SCHEMA_REGISTRY_URL", uplink.endpoints().registry().toString());
    for (PartName service : List.of(PartName.INGRESS, PartName.PROCESSOR, PartName.NOTIFIER)) {
      Path file = data.resolve(service.name().toLowerCase(Locale.ROOT) + ".env");
      write(file, uplink.environment(service));
      environment.put(service.name() + "_ENV", file.toString());
    }
    return environment;
  }

  private static void write(Path file, Map<String, String> variables) {
    String lines =
        variables.entrySet().stream()
            .map(variable -> "%s='%s'".formatted(variable.getKey(), variable.getValue()))
            .collect(joining("\n"));
    try {
      Files.writeString(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Set<String> topics(Predicate<String> which) {
    try (Admin admin = admin()) {
      return admin.listTopics().names().get().stream().filter(which).collect(toSet());
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** As a mistaken command does. */
  void deleteTopics(Predicate<String> which) {
    Set<String> names = topics(which);
    if (names.isEmpty()) {
      throw new AssertionError("there is no such topic");
    }
    try (Admin admin = admin()) {
      admin.deleteTopics(names).all().get();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private Admin admin() {
    return Admin.create(
        Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, uplink.endpoints().kafka()));
  }

  DatabaseCopies databases() {
    return new DatabaseCopies(uplink.endpoints().ports().postgres());
  }

  /** Of the subjects whose topics have records: the id of this version's schema. */
  Map<String, Integer> idsOnTopics() {
    ConfluentApiRegistry registry =
        new ConfluentApiRegistry(uplink.endpoints().registry(), Duration.ofSeconds(30));
    Map<String, Integer> ids = new TreeMap<>();
    for (Topic<?> topic : Topics.ALL) {
      if (!world.all(topic).isEmpty()) {
        ids.put(
            topic.subject(),
            registry.idOf(topic.subject(), SpecificData.get().getSchema(topic.value())));
      }
    }
    return ids;
  }

  @Override
  public void close() {
    uplink.close();
  }
}
