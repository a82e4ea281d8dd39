package dev.uplink.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.notifier.aggregate.Links;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusSettingsTest {
  @Test
  void aBaseForLinksIsOptional() {
    assertThat(NotifierSettings.LINKS_BASE.reader().apply("")).isEqualTo(new Links(null));
    assertThat(NotifierSettings.LINKS_BASE.reader().apply("https://uplink.example.com/x/"))
        .isEqualTo(new Links(URI.create("https://uplink.example.com/x")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uplink.example.com",
        "ftp://example.com",
        "https://",
        "https://example.com?a=b",
        "https://example.com#a",
        "https://me:secret@example.com"
      })
  void itHasToBeThePlainBaseOfAWebPage(String text) {
    assertThatThrownBy(() -> NotifierSettings.LINKS_BASE.reader().apply(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected an http or https URL");
  }

  @Test
  void itLeavesRoomForTheRestOfALink() {
    String base = "https://example.com/";

    assertThat(read(base + "x".repeat(380)).base()).hasToString(base + "x".repeat(380));
    assertThatThrownBy(() -> read(base + "x".repeat(381)))
        .hasMessageContaining("at most 400 characters");
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT1S", "PT6H", "P29D"})
  void runsMayBeSilentForAWhile(String text) {
    assertThat(NotifierSettings.SILENCE_PROPOSED.reader().apply(text))
        .isEqualTo(Duration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT0S", "-PT1H", "PT0.5S", "P29DT1S", "6h"})
  void notForEverNorForNoTime(String text) {
    assertThatThrownBy(() -> NotifierSettings.SILENCE_PROPOSED.reader().apply(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("expected ");
  }

  private static Links read(String text) {
    return NotifierSettings.LINKS_BASE.reader().apply(text);
  }
}
