package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.NothingToRun;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.Sighting;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.schemas.id.SpanId;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which delivery led to what is written, and the step in its trace that writes a status. */
final class StatusTrace {
  private final Tracing tracing;
  private final StatusBook book;

  StatusTrace(Tracing tracing, StatusBook book) {
    this.tracing = tracing;
    this.book = book;
  }

  /**
   * Of what an event leads to, once it is in the book. What is said of a run belongs to the
   * delivery that we know of, whatever its scheduler's headers say.
   */
  Lineage of(RunEvent event, Lineage said) {
    return switch (event) {
      case StartedRun _, NothingToRun _, Sighting _ -> said;
      case RunReport report -> ofRun(report.run().value(), said);
      case StopOrder order -> ofRun(order.run().value(), said);
    };
  }

  /** Of what we find out by ourselves about a run. */
  Lineage ofRun(String run) {
    return ofRun(run, Lineage.NONE);
  }

  private Lineage ofRun(String run, Lineage said) {
    @Nullable String deliveryId = book.deliveryOf(run);
    if (deliveryId == null) {
      return Lineage.NONE;
    }
    // Without spans nobody asks for the step, which takes a hash to know.
    return tracing.makesSpans() ? said.within(deliveryId) : Lineage.first(deliveryId);
  }

  /** What the status's record says of where it comes from. */
  Lineage shown(BuildStatus status, Lineage from, Instant now) {
    if (!tracing.makesSpans()) {
      return from;
    }
    Span step =
        tracing.begin(
            "show status",
            SpanKind.PRODUCER,
            new About(
                from.deliveryId(), status.place().integrationId(), status.place().sha().value()),
            from,
            SpanId.ofStatus(status.recordKey(), status.revision()),
            now);
    step.setAttribute("uplink.status.key", status.key());
    step.setAttribute("uplink.status.state", status.shown().state().name());
    step.setAttribute("uplink.status.revision", status.revision());
    step.end();
    return from.after(step);
  }
}
