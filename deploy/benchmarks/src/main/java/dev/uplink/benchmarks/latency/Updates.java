package dev.uplink.benchmarks.latency;

import dev.uplink.benchmarks.load.Pacer;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** From a run update that is due to the call that shows it on Bitbucket. */
final class Updates implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Producer<String, RunUpdate> producer;
  private final StatusReceiver bitbucket;
  private final InstantSource clock;

  Updates(String kafka, AvroSerdes serdes, StatusReceiver bitbucket, InstantSource clock) {
    this.bitbucket = bitbucket;
    this.clock = clock;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                kafka,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.LINGER_MS_CONFIG,
                0),
            new StringSerializer(),
            serdes.serializer(Topics.RUN_UPDATES));
  }

  /** Each run, given by its commit, finishes; nothing else is shown of it in between. */
  Times measure(double rate, Map<String, String> runs) throws InterruptedException {
    awaitQuiet();
    Stopwatch stopwatch = new Stopwatch();
    bitbucket.tell(stopwatch);
    List<Map.Entry<String, String>> each = List.copyOf(runs.entrySet());
    new Pacer(rate)
        .run(
            each.size(),
            (number, due) -> {
              stopwatch.begins(each.get(number).getKey(), due);
              finish(each.get(number).getValue());
            });
    return stopwatch.times(PATIENCE);
  }

  private void finish(String runId) {
    RunUpdate update =
        RunUpdate.newBuilder()
            .setRunId(runId)
            .setState("FINISHED")
            .setStateVersion(1)
            .setAt(clock.instant())
            .build();
    var _ = producer.send(new ProducerRecord<>(Topics.RUN_UPDATES.name(), runId, update));
  }

  /** The statuses of the runs' starts are still being told; they are not what is measured. */
  private void awaitQuiet() throws InterruptedException {
    for (long before = -1; bitbucket.calls() != before; ) {
      before = bitbucket.calls();
      Thread.sleep(Duration.ofSeconds(1));
    }
  }

  @Override
  public void close() {
    producer.close();
  }
}
