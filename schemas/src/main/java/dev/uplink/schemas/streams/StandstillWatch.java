package dev.uplink.schemas.streams;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.streams.StandingPartitions.Reach;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells an operator of partitions that stand still behind a transaction which Kafka left open (seen
 * with 4.3.1 after a broker was killed in the middle of ending one). Kafka Streams waits for its
 * end without a word. Nothing is ended from here: an aborted transaction may be one whose offsets
 * were committed, and its records would be lost.
 */
public final class StandstillWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(StandstillWatch.class);

  /** Our own transactions take ten seconds at most. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Those of schedulers may take the 15 minutes that a broker allows. */
  private static final Duration PATIENCE_WITH_OTHERS = Duration.ofMinutes(16);

  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final long ANSWER_SECONDS = 20;

  private final Admin admin;
  private final String internalPrefix;
  private final InstantSource clock;
  private final StandingPartitions partitions;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("standstill-watch").unstarted(task));
  private volatile int standing;

  /**
   * @param applicationId its internal topics are watched as well as the catalogue's
   */
  public static StandstillWatch of(Settings settings, String applicationId, InstantSource clock) {
    Admin admin = Admin.create(KafkaAccess.from(settings).with(Map.of()));
    return new StandstillWatch(admin, applicationId, clock, PATIENCE);
  }

  /**
   * @param admin closed with this
   * @param patience how long a partition may be held up before it counts, but where others write
   */
  public StandstillWatch(
      Admin admin, String applicationId, InstantSource clock, Duration patience) {
    this.admin = admin;
    this.internalPrefix = applicationId + "-";
    this.clock = clock;
    this.partitions =
        new StandingPartitions(
            partition ->
                partition.topic().equals(Topics.RUN_UPDATES.name())
                    ? PATIENCE_WITH_OTHERS
                    : patience);
  }

  public void start() {
    var _ =
        executor.scheduleWithFixedDelay(
            this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** How many partitions stand still, as of the last look that Kafka answered. */
  public int standing() {
    return standing;
  }

  /** Asks Kafka once; for at most as long as its answers may take. */
  public void look() {
    try {
      SortedMap<TopicPartition, Instant> found = partitions.look(reaches(), clock.instant());
      if (!found.isEmpty()) {
        LOG.warn(
            "partitions stand still behind a transaction that does not end (since): {}; see"
                + " 'A transaction that does not end' in schemas/README.md",
            found);
      }
      standing = found.size();
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // Of any kind: a look that threw would be the last one.
      LOG.info("whether partitions stand still is not known: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<TopicPartition, Reach> reaches()
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> catalogue = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());
    Set<String> names =
        admin.listTopics().names().get(ANSWER_SECONDS, TimeUnit.SECONDS).stream()
            .filter(name -> catalogue.contains(name) || name.startsWith(internalPrefix))
            .collect(Collectors.toSet());
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (TopicDescription topic :
        admin
            .describeTopics(names)
            .allTopicNames()
            .get(ANSWER_SECONDS, TimeUnit.SECONDS)
            .values()) {
      topic
          .partitions()
          .forEach(
              info ->
                  ends.put(
                      new TopicPartition(topic.name(), info.partition()), OffsetSpec.latest()));
    }
    // The stable ones first: what ends meanwhile then looks open once, and not for ever.
    Map<TopicPartition, Long> stable = offsets(ends, IsolationLevel.READ_COMMITTED);
    Map<TopicPartition, Long> last = offsets(ends, IsolationLevel.READ_UNCOMMITTED);
    Map<TopicPartition, Reach> reaches = new HashMap<>();
    stable.forEach(
        (partition, offset) -> {
          @Nullable Long end = last.get(partition);
          if (end != null) {
            reaches.put(partition, new Reach(offset, end));
          }
        });
    return reaches;
  }

  /** Offsets of partitions that have a leader: what has none stands still for all to see. */
  private Map<TopicPartition, Long> offsets(
      Map<TopicPartition, OffsetSpec> ends, IsolationLevel isolation) throws InterruptedException {
    ListOffsetsResult result =
        admin.listOffsets(
            ends,
            new ListOffsetsOptions(isolation)
                .timeoutMs(Math.toIntExact(TimeUnit.SECONDS.toMillis(ANSWER_SECONDS))));
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (TopicPartition partition : ends.keySet()) {
      try {
        offsets.put(partition, result.partitionResult(partition).get().offset());
      } catch (ExecutionException e) {
        LOG.debug("{} could not be asked for", partition, e);
      }
    }
    return offsets;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
