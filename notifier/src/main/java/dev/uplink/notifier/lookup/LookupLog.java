package dev.uplink.notifier.lookup;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement a lookup. */
final class LookupLog {
  private static final Logger LOG = LoggerFactory.getLogger(LookupLog.class);

  private final MeterRegistry meters;

  LookupLog(MeterRegistry meters) {
    this.meters = meters;
  }

  void ended(Lookup lookup, Reply reply, Duration took) {
    String outcome = LookupMapper.outcome(reply).name();
    LOG.info(
        "lookup id={} kind={} outcome={} ms={} integration={} repository={} detail={}",
        lookup.id(),
        lookup.kind(),
        outcome,
        took.toMillis(),
        lookup.integrationId(),
        lookup.key(),
        reply instanceof Reply.Unanswered(var _, String detail) ? detail : null);
    meters.timer("uplink.lookups", "kind", lookup.kind().name(), "outcome", outcome).record(took);
  }
}
