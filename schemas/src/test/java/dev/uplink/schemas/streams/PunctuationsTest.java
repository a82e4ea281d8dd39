package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.junit.jupiter.api.Test;

final class PunctuationsTest {
  private final MockProcessorContext<String, String> context = new MockProcessorContext<>();
  private final List<Instant> taken = new ArrayList<>();

  @Test
  void aTurnIsTakenAtTheTimeThatItIsGiven() {
    try (Punctuations turns = new Punctuations(context)) {
      turns.every(Duration.ofSeconds(5), PunctuationType.STREAM_TIME, taken::add);
      CapturedPunctuator only = context.scheduledPunctuators().getFirst();
      only.getPunctuator().punctuate(7_000);

      assertThat(only.getInterval()).isEqualTo(Duration.ofSeconds(5));
      assertThat(only.getType()).isEqualTo(PunctuationType.STREAM_TIME);
      assertThat(taken).containsExactly(Instant.ofEpochSecond(7));
    }
  }

  @Test
  void noneIsTakenOnceTheNodeIsClosedAndThoseAfterItsNewBeginningAre() {
    Punctuations before = new Punctuations(context);
    before.every(Duration.ofSeconds(5), PunctuationType.WALL_CLOCK_TIME, taken::add);
    before.everyTogether(Duration.ofSeconds(5), taken::add);
    before.close();
    try (Punctuations after = new Punctuations(context)) {
      after.every(Duration.ofSeconds(5), PunctuationType.WALL_CLOCK_TIME, taken::add);

      assertThat(context.scheduledPunctuators())
          .extracting(CapturedPunctuator::cancelled)
          .containsExactly(true, true, false);
    }
  }
}
