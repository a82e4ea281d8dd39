package dev.uplink.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaUnavailableExceptionTest {
  @Test
  void itSaysWhatKafkaSaid() {
    Throwable answer = new ExecutionException(new IllegalStateException("no leader"));

    assertThat(new KafkaUnavailableException("could not ask", answer))
        .hasMessage("could not ask: no leader");
  }

  @Test
  void aTimeThatIsOutHasNoWordsOfItsOwn() {
    assertThat(new KafkaUnavailableException("could not ask", new TimeoutException()))
        .hasMessage("could not ask: TimeoutException");
  }
}
