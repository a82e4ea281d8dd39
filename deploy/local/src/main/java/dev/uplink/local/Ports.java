package dev.uplink.local;

import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, Integer> wanted = new LinkedHashMap<>();
    wanted.put(LocalSettings.WEBHOOK_PORT.name(), settings.webhookPort());
    wanted.put(LocalSettings.API_PORT.name(), settings.apiPort());
    wanted.put(LocalSettings.REGISTRY_PORT.name(), settings.registryPort());
    wanted.put(LocalSettings.KAFKA_PORT.name(), settings.kafkaPort());
    wanted.put(LocalSettings.POSTGRES_PORT.name(), settings.postgresPort());
    wanted.put(LocalSettings.SANDBOX_PORT.name(), settings.sandboxPort());
    List<String> problems = new ArrayList<>();
    List<Integer> ports = new ArrayList<>();
    List<ServerSocket> held = new ArrayList<>();
    // All are held until the last is chosen, so that no two free ones are the same.
    try {
      wanted.forEach((variable, port) -> ports.add(claim(variable, port, held, problems)));
      for (int i = 0; i < 3; i++) {
        ports.add(claim("a free port", 0, held, problems));
      }
    } finally {
      held.forEach(Ports::release);
    }
    if (!problems.isEmpty()) {
      throw new StartFailedException(String.join("\n", problems));
    }
    return new Ports(
        ports.get(0),
        ports.get(1),
        ports.get(2),
        ports.get(3),
        ports.get(4),
        ports.get(5),
        ports.get(6),
        ports.get(7),
        ports.get(8));
  }

  private static int claim(
      String variable, int port, List<ServerSocket> held, List<String> problems) {
    try {
      ServerSocket socket = new ServerSocket();
      held.add(socket);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (IOException e) {
      problems.add(
          "Port %d is in use. Stop what listens on it, or set %s to another port."
              .formatted(port, variable));
      return port;
    }
  }

  private static void release(ServerSocket socket) {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
