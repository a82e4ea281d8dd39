package dev.uplink.benchmarks.topology;

import dev.uplink.processor.ProcessorSettings;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.StreamsProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.jspecify.annotations.Nullable;

/**
 * Runs one topology after the other with production's settings and one thread, in a process of its
 * own, so that its just-in-time compiler has done its work once for all runs. It is told what to do
 * on standard input: {@code start <contender> <application id>}, {@code count} what was processed,
 * {@code stop}, and {@code lose}, which stops and throws the local disk's state away.
 */
public final class TopologyProcess {
  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(30);

  static final String START = "start";
  static final String STOP = "stop";
  static final String LOSE = "lose";
  static final String COUNT = "count";

  private final Map<String, String> environment;
  private @Nullable KafkaStreams streams;

  private TopologyProcess(Map<String, String> environment) {
    this.environment = environment;
  }

  /** Kafka's address, the registry's URL, a folder for state. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    TopologyProcess process =
        new TopologyProcess(
            Map.of(
                "UPLINK_KAFKA_BOOTSTRAP_SERVERS",
                arguments[0],
                "UPLINK_SCHEMA_REGISTRY_URL",
                arguments[1],
                "UPLINK_STATE_DIR",
                arguments[2],
                "UPLINK_INSTANCE_ID",
                "bench-0",
                "UPLINK_SESSION_TIMEOUT",
                "PT10S",
                "UPLINK_STREAM_THREADS",
                "1"));
    BufferedReader words =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
    for (@Nullable String line = words.readLine(); line != null; line = words.readLine()) {
      System.out.println(process.obey(line.split(" ", -1)));
    }
    process.stop(false);
    // Threads that still look for their broker must not outlive the one who asked for them.
    System.exit(0);
  }

  /** Answers when it is done. */
  private String obey(String[] words) throws InterruptedException {
    switch (words[0]) {
      case START -> {
        return start(Contender.valueOf(words[1]), words[2]).toLine();
      }
      case STOP -> stop(false);
      case LOSE -> stop(true);
      case COUNT -> {
        return Long.toString(processed());
      }
      default -> throw new IllegalArgumentException(words[0]);
    }
    return words[0];
  }

  private Started start(Contender contender, String application) throws InterruptedException {
    Settings settings = ProcessorSettings.read(environment);
    AvroSerdes serdes = AvroSerdes.from(settings);
    DeadLetters deadLetters = new DeadLetters("processor", serdes);
    Properties properties = StreamsProperties.from(settings, application, deadLetters);
    long begin = System.nanoTime();
    KafkaStreams next =
        new KafkaStreams(contender.topology(settings, serdes, deadLetters), properties);
    CountDownLatch running = new CountDownLatch(1);
    RestoredRecords restored = new RestoredRecords();
    next.setGlobalStateRestoreListener(restored);
    next.setStateListener(
        (now, before) -> {
          if (now == State.RUNNING) {
            running.countDown();
          }
        });
    streams = next;
    next.start();
    running.await();
    return new Started(Duration.ofNanos(System.nanoTime() - begin), restored.count());
  }

  /** Records of all sources, internal topics among them. */
  private long processed() {
    return Objects.requireNonNull(streams).metrics().values().stream()
        .filter(metric -> metric.metricName().name().equals("process-total"))
        .filter(metric -> metric.metricName().group().equals("stream-thread-metrics"))
        .mapToLong(metric -> ((Double) metric.metricValue()).longValue())
        .sum();
  }

  private void stop(boolean forget) {
    KafkaStreams running = streams;
    if (running != null) {
      // Without its broker it would wait for ever.
      running.close(CLOSE_WITHIN);
      if (forget) {
        running.cleanUp();
      }
      streams = null;
    }
  }
}
