package dev.uplink.local.part;

import java.nio.file.Path;
import java.util.Set;

/**
 * One KRaft node, broker and controller in one.
 *
 * @param folder its settings and its logs
 * @param detours listeners besides the usual one
 */
public record KafkaNode(int id, int port, int controllerPort, Path folder, Set<Detour> detours) {

  /**
   * A listener whose clients are told to come to another port, where a proxy brings them back.
   *
   * @param name of the listener, in upper case
   */
  public record Detour(String name, int port, int advertisedPort) {}

  String address() {
    return "127.0.0.1:" + port;
  }

  String voter() {
    return id + "@127.0.0.1:" + controllerPort;
  }

  Path logs() {
    return folder.resolve("logs");
  }
}
