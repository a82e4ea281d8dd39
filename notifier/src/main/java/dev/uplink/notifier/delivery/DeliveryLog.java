package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.schemas.id.BitbucketProduct;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line and one measurement a try. */
public final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  private final MeterRegistry meters;

  public DeliveryLog(MeterRegistry meters) {
    this.meters = meters;
    // There from the start: a rate does not see the event that a timer comes into being with.
    for (BitbucketProduct product : BitbucketProduct.values()) {
      for (Outcome outcome : Outcome.values()) {
        timer(outcome, product);
      }
    }
  }

  void ended(DeliveryJournal.Entry entry, Duration took) {
    BuildStatus status = entry.attempt().desired().status();
    LOG.info(
        "status.delivery deliveryId={} outcome={} http={} attempt={} ms={} integration={}"
            + " repository={} commit={} key={} revision={} state={} detail={}",
        entry.attempt().desired().lineage().deliveryId(),
        entry.outcome(),
        entry.answer().httpStatus(),
        entry.attempt().number(),
        took.toMillis(),
        status.place().integrationId(),
        status.place().repositoryKey(),
        status.place().sha(),
        status.key(),
        status.revision(),
        status.shown().state(),
        entry.answer().detail());
    timer(entry.outcome(), status.place().product()).record(took);
  }

  private Timer timer(Outcome outcome, BitbucketProduct product) {
    return meters.timer(
        "uplink.status.delivery", "outcome", outcome.name(), "product", product.segment());
  }
}
