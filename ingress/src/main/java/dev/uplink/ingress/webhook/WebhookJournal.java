package dev.uplink.ingress.webhook;

import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.trace.LogFields;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * One measurement and one line for each request, whatever became of it, and a note of what was
 * refused. Never a body. What was accepted is in its topic, with more than a line could say: its
 * lines are for looking closely.
 */
public final class WebhookJournal {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookJournal.class);
  private static final int LONGEST_VALUE = 128;
  private static final String ABSENT = "-";
  private static final String ACCEPTED = "ACCEPTED";
  private static final String PONG = "PONG";

  /** Up to what Bitbucket waits; after ten seconds it takes a webhook for lost. */
  private static final Duration[] TIMES = {
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10)
  };

  /** Room for a usual line. */
  private static final int LINE = 320;

  /** What is counted apart: both come from us, so there are only so many. */
  private record Kind(String product, String code) {}

  private final MeterRegistry meters;
  private final RefusedWebhooks refusals;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  public WebhookJournal(MeterRegistry meters, RefusedWebhooks refusals) {
    this.meters = meters;
    this.refusals = refusals;
    beginAtZero();
  }

  /** A rate over a counter that comes into being with its first event does not see that event. */
  private void beginAtZero() {
    for (BitbucketProduct product : BitbucketProduct.values()) {
      for (Refusal refusal : Refusal.values()) {
        count(new Kind(product.segment(), refusal.name()));
      }
      count(new Kind(product.segment(), ACCEPTED));
      count(new Kind(product.segment(), PONG));
    }
  }

  void answered(WebhookRequest request, Answer answer, long bytes, Duration took) {
    WebhookAddress address = request.address();
    count(new Kind(address.product().segment(), code(answer))).record(took);
    if (answer instanceof Answer.Refused(Refusal refusal)) {
      refusals.refused(request, refusal);
    }
    Level level = level(answer);
    if (LOG.isEnabledForLevel(level)) {
      LoggingEventBuilder line = LOG.atLevel(level);
      if (answer instanceof Answer.Accepted(var id)) {
        line = line.addKeyValue(LogFields.DELIVERY_ID, id.value());
      }
      line.log(line(address.product().segment(), request, answer, bytes, took));
    }
  }

  /** No integration can have the address, so nothing of the path is repeated. */
  void unaddressed(Answer answer, Duration took) {
    count(new Kind(ABSENT, code(answer))).record(took);
    LOG.atLevel(level(answer)).log(line(ABSENT, null, answer, 0, took));
  }

  private static Level level(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> Level.DEBUG;
      case Answer.Pong pong -> Level.INFO;
      case Answer.Refused refused -> Level.INFO;
    };
  }

  private static String line(
      String product, @Nullable WebhookRequest request, Answer answer, long bytes, Duration took) {
    String deliveryId = answer instanceof Answer.Accepted(var id) ? id.value() : ABSENT;
    @Nullable WebhookAddress address = request == null ? null : request.address();
    // Put together by hand: with placeholders it would cost as much as verifying the signature.
    StringBuilder line = new StringBuilder(LINE);
    line.append("webhook deliveryId=").append(deliveryId);
    line.append(" product=").append(product);
    line.append(" account=").append(address == null ? ABSENT : address.account().value());
    line.append(" slug=").append(address == null ? ABSENT : address.slug().value());
    line.append(" eventKey=").append(request == null ? ABSENT : shown(request.eventKey()));
    line.append(" requestId=").append(request == null ? ABSENT : shown(request.requestId()));
    line.append(" bytes=").append(bytes);
    line.append(" outcome=").append(outcome(answer));
    line.append(" code=").append(code(answer));
    line.append(" micros=").append(took.toNanos() / 1_000);
    return line.toString();
  }

  /** Timers are kept here: the registry would build and compare the tags each time. */
  private Timer count(Kind kind) {
    @Nullable Timer known = timers.get(kind);
    return known != null ? known : timers.computeIfAbsent(kind, this::register);
  }

  private Timer register(Kind kind) {
    return Timer.builder("uplink.webhook")
        .description("Webhooks received, by how they were answered.")
        .tag("product", kind.product())
        .tag("code", kind.code())
        .serviceLevelObjectives(TIMES)
        .register(meters);
  }

  private static String outcome(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> ACCEPTED;
      case Answer.Pong pong -> PONG;
      case Answer.Refused(Refusal refusal) -> refusal.passing() ? "UNAVAILABLE" : "REFUSED";
    };
  }

  private static String code(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> ACCEPTED;
      case Answer.Pong pong -> PONG;
      case Answer.Refused(Refusal refusal) -> refusal.name();
    };
  }

  private static String shown(@Nullable String value) {
    @Nullable String shown = Printable.of(value, LONGEST_VALUE);
    return shown == null ? ABSENT : shown;
  }
}
