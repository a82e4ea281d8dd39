package dev.uplink.local.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ToolProgramTest {
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void anUnknownWordIsAnsweredWithTheKnownOnes() {
    assertThat(run(Map.of(), "topic")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("topics", "database", "secrets");
  }

  @Test
  void aWordTooManyIsRefused() {
    assertThat(run(Map.of(), "sandbox", "8070")).isEqualTo(2);
  }

  @Test
  void everyMissingVariableIsNamed() {
    assertThat(run(Map.of(), "topics")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("UPLINK_KAFKA_BOOTSTRAP_SERVERS", "UPLINK_SCHEMA_REGISTRY_URL");
  }

  @Test
  void whoOnlyRegistersSchemasNeedsNoKafka() {
    assertThat(run(Map.of(), "schemas")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("UPLINK_SCHEMA_REGISTRY_URL")
        .doesNotContain("KAFKA");
  }

  @Test
  void deadLettersHaveTheWordsOfADryRun() {
    assertThat(run(Map.of(), "dead-letters", "--all", "--for-real")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .startsWith("--all and --for-real exclude each other");
  }

  @Test
  void itIsSaidWhoAToolIsAtKafka() {
    assertThat(run(Map.of())).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("give an empty registry the ids that records bear (at Kafka as uplink-recovery)");
  }

  @Test
  void aMisspeltVariableIsRefused() {
    assertThat(run(Map.of("UPLINK_SANDBOX_PROT", "1"), "sandbox")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("UPLINK_SANDBOX_PROT");
  }

  private int run(Map<String, String> environment, String... words) {
    return ToolProgram.run(
        words,
        environment,
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
