package dev.uplink.benchmarks.latency;

import dev.uplink.benchmarks.load.Pacer;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * One record produced with {@code acks=all} and read by a waiting consumer: the least that one hop
 * over this broker takes. The ways that are measured have two such hops and more.
 */
record RoundTrip(String kafka, String topic) {
  private static final int BYTES = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  Times measure(double rate, int count) throws InterruptedException {
    Stopwatch stopwatch = new Stopwatch();
    Map<String, Object> config =
        Map.of(
            ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
            kafka,
            ProducerConfig.ACKS_CONFIG,
            "all",
            ProducerConfig.LINGER_MS_CONFIG,
            0);
    try (Watch<byte[]> _ =
            new Watch<>(
                kafka,
                topic,
                new ByteArrayDeserializer(),
                (record, nanos) -> stopwatch.ends(record.key(), nanos));
        Producer<String, byte[]> producer =
            new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer())) {
      new Pacer(rate)
          .run(
              count,
              (number, due) -> {
                stopwatch.begins(Integer.toString(number), due);
                var _ =
                    producer.send(
                        new ProducerRecord<>(topic, Integer.toString(number), new byte[BYTES]));
              });
      return stopwatch.times(PATIENCE);
    }
  }
}
