package dev.uplink.local;

import dev.uplink.local.process.StartFailedException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ports of one installation. Those that people and tests must know are configured; the rest are
 * whatever is free.
 */
public record Ports(
    int webhook,
    int api,
    int registry,
    int kafka,
    int postgres,
    int sandbox,
    int kafkaController,
    int processorManagement,
    int notifierManagement) {

  /**
   * Finds out before anything starts whether the configured ports can be used. A configured 0 means
   * any free port. Throws {@link StartFailedException} that names every port in use.
   */
  static Ports claim(LocalSettings settings) {
    Set<Integer> taken = new HashSet<>();
    List<String> problems = new ArrayList<>();
    Ports ports =
        new Ports(
            claim(LocalSettings.WEBHOOK_PORT.name(), settings.webhookPort(), taken, problems),
            claim(LocalSettings.API_PORT.name(), settings.apiPort(), taken, problems),
            claim(LocalSettings.REGISTRY_PORT.name(), settings.registryPort(), taken, problems),
            claim(LocalSettings.KAFKA_PORT.name(), settings.kafkaPort(), taken, problems),
            claim(LocalSettings.POSTGRES_PORT.name(), settings.postgresPort(), taken, problems),
            claim(LocalSettings.SANDBOX_PORT.name(), settings.sandboxPort(), taken, problems),
            FreePorts.next(),
            FreePorts.next(),
            FreePorts.next());
    if (!problems.isEmpty()) {
      throw new StartFailedException(String.join("\n", problems));
    }
    return ports;
  }

  private static int claim(String variable, int port, Set<Integer> taken, List<String> problems) {
    if (port == 0) {
      return FreePorts.next();
    }
    // The same port twice is as much in use as someone else's.
    if (!taken.add(port) || !FreePorts.isFree(port)) {
      problems.add(
          "Port %d is in use. Stop what listens on it, or set %s to another port."
              .formatted(port, variable));
    }
    return port;
  }
}
