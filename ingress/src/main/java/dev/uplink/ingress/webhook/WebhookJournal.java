package dev.uplink.ingress.webhook;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement for each request, whatever became of it. Never a body. */
public final class WebhookJournal {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookJournal.class);
  private static final int LONGEST_VALUE = 128;
  private static final String ABSENT = "-";

  private final MeterRegistry meters;

  public WebhookJournal(MeterRegistry meters) {
    this.meters = meters;
  }

  void answered(WebhookRequest request, Answer answer, long bytes, Duration took) {
    WebhookAddress address = request.address();
    write(
        answer instanceof Answer.Accepted(var id) ? id.value() : ABSENT,
        address.product().segment(),
        address,
        request,
        answer,
        bytes,
        took);
  }

  /** No integration can have the address, so nothing of the path is repeated. */
  void unaddressed(Answer answer, Duration took) {
    write(ABSENT, ABSENT, null, null, answer, 0, took);
  }

  private void write(
      String deliveryId,
      String product,
      @Nullable WebhookAddress address,
      @Nullable WebhookRequest request,
      Answer answer,
      long bytes,
      Duration took) {
    String code = code(answer);
    LOG.info(
        "webhook deliveryId={} product={} account={} slug={} eventKey={} requestId={} bytes={}"
            + " outcome={} code={} micros={}",
        deliveryId,
        product,
        address == null ? ABSENT : address.account(),
        address == null ? ABSENT : address.slug(),
        request == null ? ABSENT : shown(request.eventKey()),
        request == null ? ABSENT : shown(request.requestId()),
        bytes,
        outcome(answer),
        code,
        took.toNanos() / 1_000);
    Timer.builder("uplink.webhook")
        .description("Webhooks received, by how they were answered.")
        .tag("product", product)
        .tag("code", code)
        .register(meters)
        .record(took);
  }

  private static String outcome(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> "ACCEPTED";
      case Answer.Pong pong -> "PONG";
      case Answer.Refused(Refusal refusal) -> refusal.passing() ? "UNAVAILABLE" : "REFUSED";
    };
  }

  private static String code(Answer answer) {
    return switch (answer) {
      case Answer.Accepted accepted -> "ACCEPTED";
      case Answer.Pong pong -> "PONG";
      case Answer.Refused(Refusal refusal) -> refusal.name();
    };
  }

  /** Headers are the sender's: without this, one could write lines of its own. */
  private static String shown(@Nullable String value) {
    if (value == null || value.isEmpty()) {
      return ABSENT;
    }
    String cut = value.substring(0, Math.min(value.length(), LONGEST_VALUE));
    return cut.replaceAll("[^!-~]", "?");
  }
}
