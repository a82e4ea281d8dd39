package dev.uplink.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Everything that ends before anything is started. */
class LocalModeTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void helpIsPrintedAndIsNoFailure() {
    assertThat(run(Map.of(), "--help")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8)).contains("--no-demo", "--once");
  }

  @Test
  void anUnknownOptionIsMisuse() {
    assertThat(run(Map.of(), "--fast")).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("unknown option --fast");
  }

  @Test
  void everyVariableThatIsWrongIsNamed() {
    Map<String, String> environment =
        Map.of("UPLINK_API_PORT", "http", "UPLINK_SCHEDULER", "no", "UPLINK_KAFKA_PRT", "1");

    assertThat(run(environment)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("UPLINK_API_PORT", "expected on or off", "UPLINK_KAFKA_PRT is not a setting");
  }

  @Test
  void aTokenThatIsTooShortIsRefusedWithoutShowingIt() {
    assertThat(run(Map.of("UPLINK_ADMIN_TOKEN", "hunter2"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("UPLINK_ADMIN_TOKEN", "16 to 256 visible ASCII characters")
        .doesNotContain("hunter2");
  }

  @Test
  void theDemoDoesNotPostToARealBitbucket() {
    Map<String, String> environment =
        Map.of("UPLINK_BITBUCKET_CLOUD_API", "https://api.bitbucket.org/2.0");

    assertThat(run(environment)).isEqualTo(1);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("--no-demo");
  }

  private int run(Map<String, String> environment, String... words) {
    return LocalMode.run(
        words,
        environment,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
