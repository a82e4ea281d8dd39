package dev.uplink.schemas.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
  private static final Setting<Integer> PORT =
      Setting.optional("UPLINK_PORT", "Where to listen.", Readers::port, "8080");
  private static final Setting<Duration> WAIT =
      Setting.required("UPLINK_WAIT", "How long to wait.", Readers::duration);
  private static final Setting<String> TOKEN =
      Setting.secret("UPLINK_TOKEN", "The key to it all.", SettingsTest::token);
  private static final List<Setting<?>> DECLARED = List.of(PORT, WAIT, TOKEN);

  private final Map<String, String> environment =
      new HashMap<>(Map.of("UPLINK_WAIT", "PT5S", "UPLINK_TOKEN", "s3cret-and-long", "HOME", "/"));

  @Test
  void valuesAreTypedAndMissingOnesHaveTheirDefault() {
    Settings settings = Settings.read(environment, DECLARED);

    assertThat(settings.get(WAIT)).isEqualTo(Duration.ofSeconds(5));
    assertThat(settings.get(PORT)).isEqualTo(8080);
  }

  @Test
  void allProblemsAreFoundAtOnceAndEachNamesItsVariable() {
    environment.remove("UPLINK_WAIT");
    environment.put("UPLINK_PORT", "http");
    environment.put("UPLINK_PROT", "8081");

    assertThat(problems())
        .containsExactlyInAnyOrder(
            "UPLINK_WAIT is missing: How long to wait.",
            "UPLINK_PORT is 'http': expected a whole number, 0 or more",
            "UPLINK_PROT is not a setting of this service");
  }

  @Test
  void aBlankValueOfARequiredSettingIsMissing() {
    environment.put("UPLINK_WAIT", " ");

    assertThat(problems()).containsExactly("UPLINK_WAIT is missing: How long to wait.");
  }

  @Test
  void aSecretIsNeverShownNeitherWhenGoodNorWhenBad() {
    assertThat(Settings.read(environment, DECLARED).describe())
        .containsEntry("UPLINK_TOKEN", "(set)");

    environment.put("UPLINK_TOKEN", "short");
    assertThat(problems())
        .singleElement()
        .asString()
        .contains("UPLINK_TOKEN")
        .doesNotContain("short");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kafka",
        "kafka:",
        "kafka:9092,",
        "kafka:9092;other:9092",
        "http://kafka:9092",
        ""
      })
  void brokersHaveAHostAndAPortEach(String value) {
    assertThatThrownBy(() -> Readers.servers(value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("expected host:port, or several, separated by commas");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kafka:9092", "10.0.0.1:9092, kafka-2.example:9093", "[::1]:9092"})
  void brokersAreTakenAsKafkasClientsTakeThem(String value) {
    assertThat(Readers.servers(value)).isEqualTo(value);
  }

  @Test
  void askingForWhatWasNotDeclaredIsAMistakeOfOurs() {
    Settings settings = Settings.read(environment, DECLARED);

    assertThatThrownBy(
            () -> settings.get(Setting.optional("UPLINK_X", "Other.", Readers::text, "")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void urlsAreAbsoluteHttpWithoutTheirLastSlash() {
    assertThat(Readers.url("https://hooks.example.com/base/"))
        .hasToString("https://hooks.example.com/base");
    assertThatThrownBy(() -> Readers.url("hooks.example.com"))
        .hasMessage("expected an http or https URL");
    assertThatThrownBy(() -> Readers.url("ftp://hooks.example.com"))
        .hasMessage("expected an http or https URL");
  }

  private List<String> problems() {
    return catchThrowableOfType(SettingsException.class, () -> Settings.read(environment, DECLARED))
        .problems();
  }

  private static String token(String text) {
    if (text.length() < 8) {
      throw new IllegalArgumentException("expected 8 characters or more");
    }
    return text;
  }
}
