package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.joran.spi.JoranException;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;

/** The production's logging, writing to an output that nobody takes, as a full pipe. */
@Isolated("Standard output is everybody's.")
class UntakenLogTest {
  private static final int AS_MANY_AS_WAIT = 8_000;
  private static final int MORE_THAN_WAIT = 20_000;

  private final PrintStream usual = System.out;
  private final CountDownLatch reader = new CountDownLatch(1);
  private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
  private final LoggerContext logging = new LoggerContext();
  private final Logger edge = logging.getLogger(WebhookJournal.class);

  @BeforeEach
  void fillThePipe() throws JoranException {
    System.setOut(new PrintStream(new FullPipe(), true, UTF_8));
    logging.setMDCAdapter(new LogbackMDCAdapter());
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(logging);
    configurator.doConfigure(Objects.requireNonNull(getClass().getResource("/logback.xml")));
  }

  @AfterEach
  void takeEverything() {
    reader.countDown();
    logging.stop();
    System.setOut(usual);
  }

  @Test
  void theEdgeDoesNotWaitForItsLines() {
    CompletableFuture<Void> logged = CompletableFuture.runAsync(() -> log(MORE_THAN_WAIT));

    assertThat(logged).succeedsWithin(Duration.ofSeconds(30));
    assertThat(taken.size()).isZero();
  }

  @Test
  void whatWasLoggedIsWrittenBeforeLoggingEnds() {
    log(AS_MANY_AS_WAIT);
    reader.countDown();
    logging.stop();

    assertThat(taken.toString(UTF_8).lines()).hasSize(AS_MANY_AS_WAIT);
  }

  private void log(int lines) {
    IntStream.range(0, lines).forEach(line -> edge.info("line {}", line));
  }

  private final class FullPipe extends OutputStream {
    @Override
    public void write(int one) {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
      try {
        reader.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      taken.write(bytes, from, length);
    }
  }
}
