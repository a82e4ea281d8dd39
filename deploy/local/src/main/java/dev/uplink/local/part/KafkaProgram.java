package dev.uplink.local.part;

import dev.uplink.local.process.JavaCommand;
import dev.uplink.local.process.LogFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** A node as a process of its own, for a {@link JavaPart}: one that can be killed. */
public record KafkaProgram(KafkaCluster cluster, KafkaNode node, String classPath, LogFile log) {
  private static final int HEAP = 512;
  private static final int PATIENCE_MS = 2_000;

  public JavaPart.Program program(String name) {
    Path settings = cluster.prepare(node);
    List<String> command =
        JavaCommand.main(
            HEAP,
            // Kafka logs through the launcher's logback.xml, which asks for this.
            Map.of("uplink.local.log", log.path().toString()),
            classPath,
            "kafka.Kafka",
            settings.toString());
    return new JavaPart.Program(name, command, Map.of(), log, this::isInTheCluster);
  }

  /** Once clients are sent to it: a broker listens long before it has caught up. */
  private boolean isInTheCluster() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            node.address(),
            "request.timeout.ms",
            PATIENCE_MS,
            "default.api.timeout.ms",
            PATIENCE_MS);
    try (Admin admin = Admin.create(config)) {
      return admin.describeCluster().nodes().get(PATIENCE_MS, TimeUnit.MILLISECONDS).stream()
          .anyMatch(known -> known.id() == node.id());
    } catch (ExecutionException | TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
