package dev.uplink.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.local.CommandLine.Help;
import dev.uplink.local.CommandLine.Refused;
import dev.uplink.local.CommandLine.Run;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  @Test
  void withoutWordsTheDemoIsToldAndUplinkStays() {
    assertThat(CommandLine.parse()).isEqualTo(new Run(true, false));
  }

  @Test
  void theDemoCanBeLeftOut() {
    assertThat(CommandLine.parse("--no-demo")).isEqualTo(new Run(false, false));
  }

  @Test
  void onceEndsAfterTheDemo() {
    assertThat(CommandLine.parse("--once")).isEqualTo(new Run(true, true));
  }

  @Test
  void onceWithoutADemoWouldCheckNothingAndIsRefused() {
    assertThat(CommandLine.parse("--once", "--no-demo"))
        .isEqualTo(new Refused("--once and --no-demo exclude each other"));
  }

  @Test
  void anUnknownWordIsRefusedByName() {
    assertThat(CommandLine.parse("--demo")).isEqualTo(new Refused("unknown option --demo"));
  }

  @Test
  void helpWinsOverWhatStandsBesideIt() {
    assertThat(CommandLine.parse("--no-demo", "--help")).isEqualTo(new Help());
  }
}
