package dev.uplink.processor.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecentReadsTest {
  private final Changes changes = new Changes();
  private final RecentReads reads = new RecentReads(changes);
  private final AtomicInteger read = new AtomicInteger();

  @Test
  void whatWasReadIsNotReadAgainWhileNothingChanges() {
    assertThat(ask("network")).isEqualTo(1);
    assertThat(ask("network")).isEqualTo(1);
    assertThat(ask("database")).isEqualTo(2);
  }

  @Test
  void anyChangeMakesItOld() {
    ask("network");
    changes.happened();
    assertThat(ask("network")).isEqualTo(2);
    changes.removed();
    assertThat(ask("network")).isEqualTo(3);
  }

  /** It may have been read before the change, or half of it. */
  @Test
  void aChangeWhileItIsReadMakesItOldAtOnce() {
    reads.answer(
        "network",
        () -> {
          changes.happened();
          return read.incrementAndGet();
        });

    assertThat(ask("network")).isEqualTo(2);
  }

  private int ask(String question) {
    return reads.answer(question, read::incrementAndGet);
  }
}
