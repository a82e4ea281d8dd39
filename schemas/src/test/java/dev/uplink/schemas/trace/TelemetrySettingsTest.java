package dev.uplink.schemas.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.settings.SettingsException;
import dev.uplink.schemas.trace.TelemetrySettings.LogFormat;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TelemetrySettingsTest {
  @Test
  void nothingIsTracedAndLogsAreForPeopleUnlessToldOtherwise() {
    Settings settings = Settings.read(Map.of(), TelemetrySettings.ALL);

    assertThat(settings.get(TelemetrySettings.LOG_FORMAT)).isEqualTo(LogFormat.TEXT);
    assertThat(settings.get(TelemetrySettings.TRACING_ENDPOINT)).isEmpty();
  }

  @Test
  void aCollectorIsNamedByTheBaseOfItsAddress() {
    Settings settings =
        Settings.read(
            Map.of(
                "UPLINK_TRACING_ENDPOINT", "http://collector:4318/", "UPLINK_TRACING_RATIO", "0.1"),
            TelemetrySettings.ALL);

    assertThat(settings.get(TelemetrySettings.TRACING_ENDPOINT))
        .contains(URI.create("http://collector:4318"));
    assertThat(settings.get(TelemetrySettings.TRACING_RATIO)).isEqualTo(0.1);
  }

  @Test
  void whatIsNotUnderstoodStopsTheStartAndSaysWhatWasExpected() {
    assertThatThrownBy(
            () ->
                Settings.read(
                    Map.of(
                        "UPLINK_LOG_FORMAT", "xml",
                        "UPLINK_TRACING_ENDPOINT", "collector:4318",
                        "UPLINK_TRACING_RATIO", "10%"),
                    TelemetrySettings.ALL))
        .isInstanceOfSatisfying(
            SettingsException.class,
            refused ->
                assertThat(refused.problems())
                    .containsExactly(
                        "UPLINK_LOG_FORMAT is 'xml': expected text or json",
                        "UPLINK_TRACING_ENDPOINT is 'collector:4318': expected an http or https"
                            + " URL",
                        "UPLINK_TRACING_RATIO is '10%': expected a number, 0 to 1"));
  }
}
