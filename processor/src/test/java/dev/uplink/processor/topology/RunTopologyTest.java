package dev.uplink.processor.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The names of nodes and stores are those of internal topics: a change of one loses its data. */
class RunTopologyTest {
  private static final Path GOLDEN = Path.of("src/test/resources/topology.describe");

  /** Written anew by {@code -Ddocs.write=true}. */
  @Test
  void theTopologyIsTheOneThatIsWrittenDown() throws IOException {
    String described = Stage.topology().describe().toString();
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(GOLDEN, described);
    }

    assertThat(described).isEqualTo(Files.readString(GOLDEN, UTF_8));
  }
}
