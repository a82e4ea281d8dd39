package dev.uplink.schemas.streams;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.topic.KafkaUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;

/** Changelogs on a broker. Each partition is written in a transaction of its own. */
final class KafkaChangelogs implements Changelogs, AutoCloseable {
  /**
   * How long writing one partition may take; brokers allow a quarter of an hour unless told
   * otherwise.
   */
  private static final Duration LONGEST_WRITE = Duration.ofMinutes(10);

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Producer<byte[], byte[]> producer;
  private final Consumer<byte[], byte[]> consumer;
  private final InstantSource clock;

  KafkaChangelogs(
      Producer<byte[], byte[]> producer, Consumer<byte[], byte[]> consumer, InstantSource clock) {
    this.producer = producer;
    this.consumer = consumer;
    this.clock = clock;
  }

  /**
   * Ends what an earlier refill of the application left open, and keeps out one that still runs.
   */
  static KafkaChangelogs of(KafkaAccess kafka, String applicationId, InstantSource clock) {
    Producer<byte[], byte[]> producer =
        new KafkaProducer<>(
            kafka.with(
                Map.of(
                    ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                    applicationId + "-refill",
                    ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                    (int) LONGEST_WRITE.toMillis(),
                    ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                    Limits.DECISION_RECORD_BYTES)),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    Consumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            kafka.with(
                Map.of(
                    ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                    "read_committed",
                    ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                    false)),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    KafkaChangelogs changelogs = new KafkaChangelogs(producer, consumer, clock);
    try {
      producer.initTransactions();
      return changelogs;
    } catch (RuntimeException e) {
      changelogs.close();
      throw e;
    }
  }

  @Override
  public boolean isUntouched(TopicPartition changelog) {
    boolean[] found = new boolean[1];
    read(
        changelog,
        record -> {
          found[0] = true;
          return false;
        });
    return !found[0];
  }

  @Override
  public Contents read(TopicPartition changelog) {
    Reading reading = new Reading();
    read(
        changelog,
        record -> {
          reading.add(record);
          return true;
        });
    return reading.contents();
  }

  /** All that is committed now, as long as more is wanted. */
  private void read(TopicPartition changelog, Predicate<ConsumerRecord<byte[], byte[]>> more) {
    if (consumer.partitionsFor(changelog.topic()).isEmpty()) {
      return;
    }
    consumer.assign(List.of(changelog));
    consumer.seekToBeginning(List.of(changelog));
    long end = consumer.endOffsets(List.of(changelog)).getOrDefault(changelog, 0L);
    long at = consumer.position(changelog);
    Instant latest = clock.instant().plus(PATIENCE);
    while (at < end) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(500))) {
        if (!more.test(record)) {
          return;
        }
      }
      long now = consumer.position(changelog);
      if (now > at) {
        latest = clock.instant().plus(PATIENCE);
      } else if (clock.instant().isAfter(latest)) {
        throw new KafkaUnavailableException(
            "could not read " + changelog, new TimeoutException("no answer"));
      }
      at = now;
    }
  }

  /** What the records so far come to. */
  private static final class Reading {
    private final Set<Bytes> keys = new HashSet<>();
    private @Nullable RefillMark mark;
    private long afterMark;

    void add(ConsumerRecord<byte[], byte[]> read) {
      @Nullable Header header = read.headers().lastHeader(RefillMark.HEADER);
      if (header != null) {
        mark = RefillMark.of(header.value());
        afterMark = 0;
        return;
      }
      afterMark++;
      Bytes key = Bytes.wrap(read.key());
      if (read.value() == null) {
        keys.remove(key);
      } else {
        keys.add(key);
      }
    }

    Contents contents() {
      if (afterMark > 0) {
        return new Contents.Others(afterMark);
      }
      return mark == null ? new Contents.Nothing() : new Contents.Refilled(mark, keys);
    }
  }

  @Override
  public void write(TopicPartition changelog, RefillMark mark, Function<Rows, byte[]> content) {
    long now = clock.millis();
    producer.beginTransaction();
    try {
      byte[] markKey =
          content.apply(
              (key, value, time) -> {
                var _ = producer.send(to(changelog, time.orElse(now), key, value));
              });
      ProducerRecord<byte[], byte[]> last = to(changelog, now, markKey, null);
      last.headers().add(RefillMark.HEADER, mark.bytes());
      var _ = producer.send(last);
      // Throws if any of them was not written.
      producer.commitTransaction();
    } catch (RuntimeException e) {
      abort(e);
      throw e;
    }
  }

  private static ProducerRecord<byte[], byte[]> to(
      TopicPartition changelog, long time, byte[] key, byte @Nullable [] value) {
    return new ProducerRecord<>(changelog.topic(), changelog.partition(), time, key, value);
  }

  /** Where that fails too, the next refill or the broker does it. */
  private void abort(RuntimeException why) {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      why.addSuppressed(e);
    }
  }

  @Override
  public void close() {
    producer.close(Duration.ZERO);
    consumer.close();
  }
}
