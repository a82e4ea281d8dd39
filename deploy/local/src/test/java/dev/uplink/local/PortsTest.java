package dev.uplink.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.local.process.StartFailedException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
  @Test
  void aPortInUseIsNamedWithTheVariableThatChangesIt() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();

      assertThatThrownBy(() -> Ports.claim(settings("UPLINK_KAFKA_PORT", port)))
          .isInstanceOf(StartFailedException.class)
          .hasMessage(
              "Port %d is in use. Stop what listens on it, or set UPLINK_KAFKA_PORT to another"
                      .formatted(port)
                  + " port.");
    }
  }

  @Test
  void freePortsAreAllDifferent() {
    Ports ports = Ports.claim(settings("UPLINK_KAFKA_PORT", 0));

    assertThat(
            Stream.of(
                ports.webhook(),
                ports.api(),
                ports.registry(),
                ports.kafka(),
                ports.postgres(),
                ports.sandbox(),
                ports.kafkaController(),
                ports.processorManagement(),
                ports.notifierManagement()))
        .doesNotHaveDuplicates()
        .doesNotContain(0);
  }

  private static LocalSettings settings(String variable, int port) {
    Map<String, String> environment = new HashMap<>(TestSettings.freePorts());
    environment.put(variable, Integer.toString(port));
    return LocalSettings.read(environment);
  }
}
