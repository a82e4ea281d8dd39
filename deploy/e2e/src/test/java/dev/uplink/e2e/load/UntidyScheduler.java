package dev.uplink.e2e.load;

import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Takes each run through its states at once and reports them badly: some twice, some too late. What
 * a status must show in the end is what the highest version says.
 */
public final class UntidyScheduler implements AutoCloseable {
  private static final List<String> STATES = List.of("QUEUED", "PREPARING", "PLANNING");
  private static final Duration TICK = Duration.ofMillis(50);
  private static final Duration BETWEEN = Duration.ofMillis(300);

  /** The serial number keeps the order of what is due at the same moment. */
  private record Due(Instant at, long serial, RunUpdate update) {}

  private final WholeTopic<RunCommand> commands;
  private final KafkaProducer<String, RunUpdate> producer;
  private final PriorityQueue<Due> queue =
      new PriorityQueue<>(Comparator.comparing(Due::at).thenComparingLong(Due::serial));
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final Thread thread = new Thread(this::run, "untidy-scheduler");
  private long serial;
  private volatile boolean ending;

  /** Also for runs that were commanded before. */
  public UntidyScheduler(KafkaAccess kafka, AvroSerdes serdes) {
    commands = new WholeTopic<>(kafka, serdes, Topics.RUN_COMMANDS);
    producer =
        new KafkaProducer<>(
            kafka.with(
                Map.of(
                    // Longer than any broker is away here: an update that is lost is no fault of
                    // Uplink.
                    ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                    300_000,
                    ProducerConfig.MAX_BLOCK_MS_CONFIG,
                    300_000)),
            new StringSerializer(),
            serdes.serializer(Topics.RUN_UPDATES));
    thread.start();
  }

  /** Reports what is still to be reported of the runs it knows, and ends. */
  @Override
  public void close() {
    ending = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!failures.isEmpty()) {
      throw new AssertionError("the scheduler failed", failures.peek());
    }
  }

  private void run() {
    try (commands;
        producer) {
      while (!ending || !queue.isEmpty()) {
        commands.poll(TICK).forEach(command -> obey(command.value()));
        Instant now = Instant.now();
        while (!queue.isEmpty() && (ending || !queue.element().at().isAfter(now))) {
          send(queue.remove().update());
        }
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  private void obey(RunCommand command) {
    if (command.getAction() == RunAction.START) {
      Instant at = Instant.now();
      for (RunUpdate update : reports(command)) {
        queue.add(new Due(at, serial++, update));
        at = at.plus(BETWEEN);
      }
    }
  }

  /** The same for the same run, whoever asks. */
  private static List<RunUpdate> reports(RunCommand command) {
    Random random = new Random(command.getRunId().hashCode());
    List<RunUpdate> reports = new ArrayList<>();
    for (String state : STATES) {
      reports.add(update(command, state, reports.size() + 1));
    }
    boolean fails = random.nextInt(5) == 0;
    reports.add(update(command, fails ? "FAILED" : "FINISHED", reports.size() + 1));
    if (random.nextInt(4) == 0) {
      reports.add(reports.get(random.nextInt(reports.size())));
    }
    if (random.nextInt(4) == 0) {
      Collections.swap(reports, reports.size() - 1, random.nextInt(reports.size()));
    }
    return reports;
  }

  private static RunUpdate update(RunCommand command, String state, long version) {
    return RunUpdate.newBuilder()
        .setRunId(command.getRunId())
        .setState(state)
        .setStateVersion(version)
        .setDelta(state.equals("FINISHED") ? new RunDelta(version, 1L, 0L) : null)
        .setAt(Instant.now())
        .build();
  }

  private void send(RunUpdate update) {
    var _ =
        producer.send(
            new ProducerRecord<>(Topics.RUN_UPDATES.name(), update.getRunId(), update),
            (metadata, failure) -> {
              if (failure != null) {
                failures.add(failure);
              }
            });
  }
}
