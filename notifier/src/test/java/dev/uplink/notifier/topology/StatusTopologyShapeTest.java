package dev.uplink.notifier.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StatusTopologyShapeTest {
  /**
   * Names of nodes and stores are names of internal topics: a change here needs a plan for the
   * state that installations have. To accept one, copy the actual text into the file.
   */
  @Test
  void theTopologyIsAsDescribed() throws IOException {
    try (InputStream golden = getClass().getResourceAsStream("/status-topology.txt")) {
      String expected = new String(Objects.requireNonNull(golden).readAllBytes(), UTF_8);
      assertThat(StatusStage.topology().describe().toString().strip()).isEqualTo(expected.strip());
    }
  }
}
