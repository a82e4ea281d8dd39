package dev.uplink.local.part;

import java.nio.file.Path;
import java.util.Set;
import org.apache.kafka.common.security.auth.SecurityProtocol;

/**
 * One KRaft node, broker and controller in one.
 *
 * @param folder its settings and its logs
 * @param more listeners besides the usual one, which asks nobody who it is
 */
public record KafkaNode(int id, int port, int controllerPort, Path folder, Set<Listener> more) {

  /**
   * Where some clients come in.
   *
   * @param name in upper case
   * @param advertisedPort where its clients are told to come: another one than its own where a
   *     proxy brings them back
   */
  public record Listener(String name, int port, int advertisedPort, SecurityProtocol protocol) {}

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
