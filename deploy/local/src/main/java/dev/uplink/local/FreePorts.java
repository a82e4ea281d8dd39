package dev.uplink.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports that nobody listens on, from below those that systems give to outgoing connections. A part
 * that is killed must find its port free when it starts again; a port of the upper range may have
 * become some client's by then, even the one's that keeps trying to reach the part.
 */
final class FreePorts {
  private static final int LOWEST = 20_000;
  private static final int ABOVE_HIGHEST = 32_000;

  private static final Set<Integer> GIVEN = new HashSet<>();

  private FreePorts() {}

  /** One that this process has not been given before. */
  static synchronized int next() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, ABOVE_HIGHEST);
      if (!GIVEN.contains(port) && isFree(port)) {
        GIVEN.add(port);
        return port;
      }
    }
  }

  static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
