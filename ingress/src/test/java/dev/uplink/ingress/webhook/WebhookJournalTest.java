package dev.uplink.ingress.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.uplink.schemas.id.DeliveryId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

@Isolated("It reads what a class logs, whoever makes it log.")
class WebhookJournalTest {
  private static final Duration TOOK = Duration.ofMillis(3);
  private static final WebhookRequest REQUEST = Requests.signed("{}".getBytes(UTF_8));
  private static final DeliveryId ID = DeliveryId.of("integration-1", "request-1", new byte[0]);

  private final Logger logger = (Logger) LoggerFactory.getLogger(WebhookJournal.class);
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final List<Refusal> refused = new ArrayList<>();
  private final WebhookJournal journal =
      new WebhookJournal(meters, (request, refusal) -> refused.add(refusal));

  @BeforeEach
  void listen() {
    // As in production; tests are quieter.
    logger.setLevel(Level.INFO);
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void leave() {
    logger.detachAppender(lines);
    logger.setLevel(null);
  }

  @Test
  void anAcceptedWebhookIsCountedAndHasNoLine() {
    journal.answered(REQUEST, new Answer.Accepted(ID), 2, TOOK);

    assertThat(lines.list).isEmpty();
    assertThat(answered("ACCEPTED")).isEqualTo(1);
  }

  @Test
  void everyAnswerThereCanBeIsCountedFromNothingOn() {
    assertThat(meters.get("uplink.webhook").timers())
        .hasSize(2 * (Refusal.values().length + 2))
        .allSatisfy(timer -> assertThat(timer.count()).isZero());
  }

  @Test
  void whoLooksCloselySeesAcceptedWebhooksToo() {
    logger.setLevel(Level.DEBUG);
    journal.answered(REQUEST, new Answer.Accepted(ID), 2, TOOK);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("webhook deliveryId=%s product=bitbucket-cloud account=".formatted(ID.value()))
        .endsWith(" bytes=2 outcome=ACCEPTED code=ACCEPTED micros=3000");
  }

  @Test
  void aRefusedWebhookIsCountedAndHasALine() {
    journal.answered(REQUEST, new Answer.Refused(Refusal.OVERLOADED), 2, TOOK);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .singleElement()
        .asString()
        .startsWith("webhook deliveryId=- product=bitbucket-cloud account=")
        .endsWith(" bytes=2 outcome=UNAVAILABLE code=OVERLOADED micros=3000");
    assertThat(answered("OVERLOADED")).isEqualTo(1);
    assertThat(refused).containsExactly(Refusal.OVERLOADED);
  }

  @Test
  void ofAnAddressThatCannotBeNothingIsRepeated() {
    journal.unaddressed(new Answer.Refused(Refusal.INTEGRATION_NOT_FOUND), TOOK);

    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .containsExactly(
            "webhook deliveryId=- product=- account=- slug=- eventKey=- requestId=- bytes=0"
                + " outcome=REFUSED code=INTEGRATION_NOT_FOUND micros=3000");
  }

  private long answered(String code) {
    return meters
        .get("uplink.webhook")
        .tags("product", REQUEST.address().product().segment(), "code", code)
        .timer()
        .count();
  }
}
