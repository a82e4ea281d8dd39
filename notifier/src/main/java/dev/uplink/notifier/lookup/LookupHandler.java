package dev.uplink.notifier.lookup;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.uplink.notifier.bitbucket.Fault;
import dev.uplink.notifier.loop.IntegrationSlots;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.trace.About;
import dev.uplink.schemas.trace.Lineage;
import dev.uplink.schemas.trace.Tracing;
import dev.uplink.schemas.trace.TracingScope;
import io.confluent.parallelconsumer.PCRetriableException;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One record becomes one answer, or one dead letter. Several threads at once. */
public final class LookupHandler {
  private static final Logger LOG = LoggerFactory.getLogger(LookupHandler.class);

  /** With a minute for clocks that differ; a backlog must not be worked off for nobody. */
  private static final Duration AWAITED_FOR = Limits.LOOKUP_WAIT.plusMinutes(1);

  private final LookupRecords records;
  private final RememberedReplies replies;
  private final LookupLog log;
  private final Tracing tracing;
  private final InstantSource clock;
  private final IntegrationSlots slots = new IntegrationSlots();

  public LookupHandler(
      LookupRecords records,
      Asking asking,
      MeterRegistry meters,
      Tracing tracing,
      InstantSource clock) {
    this.records = records;
    this.replies = new RememberedReplies(asking, Ticker.systemTicker());
    this.log = new LookupLog(meters);
    this.tracing = tracing;
    this.clock = clock;
  }

  /**
   * Returns when Kafka has what came of it. Throws {@link PCRetriableException} when it has to be
   * handed in again a moment later.
   */
  void handle(ConsumerRecord<byte[], byte[]> record) {
    try {
      @Nullable Lookup lookup = records.read(record);
      if (lookup != null) {
        handle(record, lookup);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PCRetriableException("the notifier is ending", e);
    } catch (Error e) {
      // The consumer takes a record that ends so for one that is being handled, for ever.
      LOG.error("the lookup at offset {} could not be answered", record.offset(), e);
      throw new PCRetriableException("an error: " + e, e);
    }
  }

  private void handle(ConsumerRecord<byte[], byte[]> record, Lookup lookup)
      throws InterruptedException {
    Instant began = clock.instant();
    Lineage from = Lineage.of(record.headers());
    About about = new About(from.deliveryId(), lookup.integrationId(), null);
    // Never ended, and so not told, when it has to be handed in again.
    Span step = tracing.begin("answer lookup", SpanKind.CONSUMER, about, from);
    try (TracingScope _ = tracing.during(about, step)) {
      Reply reply = reply(lookup, Instant.ofEpochMilli(record.timestamp()));
      records.write(lookup, reply, from.after(step));
      step.setAttribute("uplink.lookup", lookup.kind().name());
      step.setAttribute("uplink.lookup.outcome", LookupMapper.outcome(reply).name());
      step.end();
      log.ended(lookup, from.deliveryId(), reply, Duration.between(began, clock.instant()));
    }
  }

  private Reply reply(Lookup lookup, Instant askedAt) throws InterruptedException {
    if (askedAt.plus(AWAITED_FOR).isBefore(clock.instant())) {
      return new Reply.Unanswered(Fault.TIMED_OUT, "it was asked too long ago to be awaited");
    }
    Optional<Reply> known = replies.known(lookup);
    if (known.isPresent()) {
      return known.get();
    }
    String integration = lookup.integrationId();
    if (!slots.take(integration)) {
      throw new PCRetriableException("as many as may be at once wait for " + integration);
    }
    try {
      return replies.ask(lookup);
    } catch (PCRetriableException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // Asked again it would end alike, and hold up the repository's others for ever. Of an error
      // nobody else would hear: the consumer takes it for a record that is still being handled.
      LOG.warn("lookup={} repository={} failed", lookup.id(), lookup.key(), e);
      return new Reply.Unanswered(Fault.NOTIFIER_FAILED, "the notifier could not ask");
    } finally {
      slots.giveBack(integration);
    }
  }
}
