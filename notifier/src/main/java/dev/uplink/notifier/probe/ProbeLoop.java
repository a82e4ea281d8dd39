package dev.uplink.notifier.probe;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.notifier.loop.IntegrationSlots;
import dev.uplink.notifier.loop.Restarting;
import dev.uplink.schemas.avro.IntegrationProbe;
import dev.uplink.schemas.avro.IntegrationProbeResult;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads probes and writes their answers. Somebody waits for each, so what cannot be answered now is
 * not answered: offsets are committed as they are read, and a probe that dies with its process is
 * asked again by who waited in vain. Nothing of it holds up statuses.
 */
public final class ProbeLoop implements Runnable, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProbeLoop.class);
  private static final String TOPIC = Topics.INTEGRATION_PROBES.name();
  private static final String RESULTS = Topics.INTEGRATION_PROBE_RESULTS.name();
  private static final int MOST_AT_ONCE = 64;

  private static final Duration POLL = Duration.ofMillis(100);

  private final Supplier<Consumer<byte[], byte[]>> consumers;
  private final Producer<byte[], byte[]> producer;
  private final Deserializer<IntegrationProbe> deserializer;
  private final Serializer<IntegrationProbeResult> serializer;
  private final Function<Probe, Findings> prober;
  private final Executor executor;
  private final InstantSource clock;
  private final Semaphore slots = new Semaphore(MOST_AT_ONCE);
  private final IntegrationSlots ofIntegrations = new IntegrationSlots();
  private final Restarting loop = new Restarting("Probes cannot be read");

  /**
   * @param consumers makes one in the group of probes, which is used and closed here
   * @param prober blocks
   * @param executor runs probes, each of which blocks; some at once
   */
  public ProbeLoop(
      Supplier<Consumer<byte[], byte[]>> consumers,
      Producer<byte[], byte[]> producer,
      AvroSerdes serdes,
      Function<Probe, Findings> prober,
      Executor executor,
      InstantSource clock) {
    this.consumers = consumers;
    this.producer = producer;
    this.deserializer = serdes.deserializer(Topics.INTEGRATION_PROBES);
    this.serializer = serdes.serializer(Topics.INTEGRATION_PROBE_RESULTS);
    this.prober = prober;
    this.executor = executor;
    this.clock = clock;
  }

  /** Until {@link #close}; begins again after whatever goes wrong. */
  @Override
  public void run() {
    loop.run(
        () -> {
          try (Consumer<byte[], byte[]> consumer = consumers.get()) {
            consumer.subscribe(List.of(TOPIC));
            while (loop.isRunning()) {
              turn(consumer);
            }
          }
        });
  }

  @Override
  public void close() {
    loop.close();
  }

  /** One poll, and what came of it set going. */
  void turn(Consumer<byte[], byte[]> consumer) {
    // Polling goes on, or the group would think us dead.
    if (slots.availablePermits() == 0) {
      consumer.pause(consumer.assignment());
    } else {
      consumer.resume(consumer.paused());
    }
    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
      @Nullable Probe probe = read(record);
      if (probe != null && !probe.isStale(clock.instant())) {
        begin(probe);
      }
    }
  }

  private void begin(Probe probe) {
    if (!ofIntegrations.take(probe.integrationId())) {
      write(probe, Findings.tooMany(probe.request()));
      return;
    }
    slots.acquireUninterruptibly();
    executor.execute(() -> answer(probe));
  }

  private @Nullable Probe read(ConsumerRecord<byte[], byte[]> record) {
    try {
      @Nullable IntegrationProbe probe = deserializer.deserialize(TOPIC, record.value());
      return probe == null ? null : ProbeMapper.fromRecord(probe);
    } catch (RuntimeException e) {
      // No dead letter: it is no fact that is lost, and whoever asked is told by the time-out.
      LOG.warn("A probe at {}-{} cannot be read: {}", record.partition(), record.offset(), e);
      return null;
    }
  }

  private void answer(Probe probe) {
    try {
      write(probe, prober.apply(probe));
    } catch (Throwable e) {
      LOG.error("probe {} could not be answered", probe.id(), e);
    } finally {
      ofIntegrations.giveBack(probe.integrationId());
      slots.release();
    }
  }

  private void write(Probe probe, Findings findings) {
    byte[] value =
        serializer.serialize(RESULTS, ProbeMapper.toRecord(probe, findings, clock.instant()));
    LOG.info(
        "probe id={} integration={} request={} checks={}",
        probe.id(),
        probe.integrationId(),
        probe.request().getClass().getSimpleName(),
        findings.checks().stream().map(check -> check.finding().verdict()).toList());
    var _ =
        producer.send(
            new ProducerRecord<>(RESULTS, probe.integrationId().getBytes(UTF_8), value),
            (metadata, failure) -> {
              if (failure != null) {
                LOG.warn("The answer to probe {} could not be written", probe.id(), failure);
              }
            });
  }
}
