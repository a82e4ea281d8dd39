package dev.uplink.notifier.lookup;

import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement a lookup. */
final class LookupLog {
  private static final Logger LOG = LoggerFactory.getLogger(LookupLog.class);

  private final MeterRegistry meters;

  LookupLog(MeterRegistry meters) {
    this.meters = meters;
    // There from the start: a rate does not see the event that a timer comes into being with.
    for (LookupKind kind : LookupKind.values()) {
      for (LookupOutcome outcome : LookupOutcome.values()) {
        timer(kind.name(), outcome.name());
      }
    }
  }

  void ended(Lookup lookup, @Nullable String deliveryId, Reply reply, Duration took) {
    String outcome = LookupMapper.outcome(reply).name();
    LOG.info(
        "lookup id={} deliveryId={} kind={} outcome={} ms={} integration={} repository={}"
            + " detail={}",
        lookup.id(),
        deliveryId,
        lookup.kind(),
        outcome,
        took.toMillis(),
        lookup.integrationId(),
        lookup.key(),
        reply instanceof Reply.Unanswered(var _, String detail) ? detail : null);
    timer(lookup.kind().name(), outcome).record(took);
  }

  private Timer timer(String kind, String outcome) {
    return meters.timer("uplink.lookups", "kind", kind, "outcome", outcome);
  }
}
