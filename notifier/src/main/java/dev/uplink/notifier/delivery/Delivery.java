package dev.uplink.notifier.delivery;

import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.notifier.bitbucket.status.Posting;
import dev.uplink.notifier.quota.Budgets;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;

/** Puts the delivery together. */
public final class Delivery {
  private final AvroSerdes serdes;
  private final MeterRegistry meters;
  private final InstantSource clock;
  private final DeliveryJournal journal;
  private final Backlogs backlogs;
  private final Budgets budgets;
  private final Tracing tracing;

  public Delivery(
      DeliveryJournal journal,
      AvroSerdes serdes,
      Budgets budgets,
      Backlogs backlogs,
      MeterRegistry meters,
      Tracing tracing,
      InstantSource clock) {
    this.serdes = serdes;
    this.meters = meters;
    this.clock = clock;
    this.journal = journal;
    this.backlogs = backlogs;
    this.budgets = budgets;
    this.tracing = tracing;
  }

  /**
   * @param consumer used, and closed, by the loop alone
   * @param poster tells Bitbucket once; may block
   * @param giveUpAfter how long one revision is tried
   * @param awaitCredentials how long it waits for credentials that work
   * @param session how long Kafka waits for the consumer before it gives its partitions away
   */
  public DeliveryLoop loop(
      Consumer<byte[], byte[]> consumer,
      Posting poster,
      Integrations integrations,
      Duration giveUpAfter,
      Duration awaitCredentials,
      Duration session) {
    // A virtual thread a try, or a batch that is read: both block, and their number is bounded, by
    // the slots and by the partitions.
    Executor executor =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("delivery-", 0).factory());
    Lease lease = new Lease(session);
    Dispatcher dispatcher =
        new Dispatcher(
            new DesiredStatuses(DeliveryLimits.DEFAULT),
            new RetryPolicy(
                giveUpAfter, awaitCredentials, () -> ThreadLocalRandom.current().nextDouble()),
            poster,
            integrations,
            journal,
            new DeliveryLog(meters),
            backlogs,
            executor,
            lease,
            tracing,
            clock);
    CommittedOffsets offsets =
        new CommittedOffsets(
            consumer, Topics.COMMIT_STATUSES.name(), dispatcher.ledger(), lease, session, clock);
    return new DeliveryLoop(
        consumer,
        new StatusBatches(() -> serdes.deserializer(Topics.COMMIT_STATUSES), executor),
        dispatcher,
        offsets,
        budgets,
        clock);
  }
}
