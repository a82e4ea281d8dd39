package dev.uplink.ingress.webhook.kafka;

import dev.uplink.ingress.webhook.Delivery;
import dev.uplink.ingress.webhook.WebhookPublisher.PublishOutcome;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import org.apache.kafka.common.header.Headers;

/**
 * The first two steps of a delivery's trace: it is received, and it is published. They begin with a
 * body that is verified: whoever cannot sign has no trace written. A trace of the sender's is not
 * looked at, since nothing signs it.
 */
record WebhookTrace(Span received, Span published, Lineage lineage) {
  private static final WebhookTrace NONE =
      new WebhookTrace(Span.getInvalid(), Span.getInvalid(), Lineage.NONE);

  static WebhookTrace of(Tracing tracing, Delivery delivery) {
    if (!tracing.makesSpans()) {
      return NONE;
    }
    About about = about(delivery);
    Lineage first = Lineage.first(delivery.id().value());
    Span received =
        tracing.begin(
            "receive webhook", SpanKind.SERVER, about, first, null, delivery.receivedAt());
    received.setAttribute("http.request.method", "POST");
    received.setAttribute("uplink.event", delivery.request().eventKey());
    Span published =
        tracing.begin("publish webhook", SpanKind.PRODUCER, about, first.after(received));
    return new WebhookTrace(received, published, first.after(published));
  }

  static About about(Delivery delivery) {
    return new About(delivery.id().value(), delivery.integrationId(), null);
  }

  /** What is there already stays when nobody traces. */
  void writeTo(Headers headers) {
    if (lineage.traceparent() != null) {
      lineage.writeTo(headers);
    }
  }

  void ended(PublishOutcome outcome) {
    switch (outcome) {
      case ACKNOWLEDGED -> received.setAttribute("http.response.status_code", 202);
      case FULL, NOT_ACKNOWLEDGED -> {
        received.setAttribute("http.response.status_code", 503);
        received.setStatus(StatusCode.ERROR, outcome.name());
        published.setStatus(StatusCode.ERROR, outcome.name());
      }
    }
    published.end();
    received.end();
  }
}
