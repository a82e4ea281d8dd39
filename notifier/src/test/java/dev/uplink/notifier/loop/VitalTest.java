package dev.uplink.notifier.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.fixture.LogOf;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("It reads what a class logs, whoever makes it log.")
class VitalTest {
  private final List<String> ended = new ArrayList<>();

  @Test
  void anErrorThatEndsALoopIsInTheLogAndEndsTheProcess() {
    Restarting loop = new Restarting("Probes cannot be read");
    try (LogOf log = new LogOf(Vital.class)) {
      vital(() -> loop.run(VitalTest::overflow)).run();

      assertThat(log.lines())
          .containsExactly("ERROR Probes cannot be answered any more, so the notifier ends");
    }
    assertThat(ended).containsExactly("ended");
  }

  @Test
  void workThatEndsByItselfEndsNothingElse() {
    vital(() -> {}).run();

    assertThat(ended).isEmpty();
  }

  private Vital vital(Runnable work) {
    return new Vital("Probes cannot be answered", work, () -> ended.add("ended"));
  }

  private static void overflow() {
    throw new StackOverflowError();
  }
}
