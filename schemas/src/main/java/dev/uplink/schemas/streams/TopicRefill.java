package dev.uplink.schemas.streams;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Makes lost internal topics anew, and fills changelogs with the rows that this instance still has
 * on its disk; then gives up the disk's copy, which is read back from Kafka. Of what was on its way
 * between two parts of the topology the source is read again from a while before.
 */
public final class TopicRefill {
  /** What the services are to be called with. */
  public static final String COMMAND = "refill-topics";

  /** The same from a disk whose instance was killed: it may lack the last, and have too much. */
  public static final String COMMAND_OF_UNCLOSED = "refill-topics unclosed";

  /** More than anything takes on its way through an application that keeps up. */
  private static final Duration ONCE_MORE = Duration.ofHours(1);

  /** Of a service whose session timeout is the usual one. */
  private static final Duration LONGEST_SESSION = Duration.ofSeconds(60);

  private final Admin admin;
  private final ReadingGroup group;
  private final Producer<byte[], byte[]> producer;
  private final InternalTopics topics;
  private final StateFolder folder;
  private final boolean unclosed;
  private final InstantSource clock;

  private TopicRefill(
      Admin admin,
      Producer<byte[], byte[]> producer,
      InternalTopics topics,
      StateFolder folder,
      boolean unclosed,
      InstantSource clock) {
    this.admin = admin;
    this.group = new ReadingGroup(admin, topics.applicationId());
    this.producer = producer;
    this.topics = topics;
    this.folder = folder;
    this.unclosed = unclosed;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param lost the topics that were not those that the state was written to
   * @param rows that were written
   * @param rewound how many records will be read once more
   */
  public record Report(SortedSet<String> lost, long rows, long rewound) {
    @Override
    public String toString() {
      return lost.isEmpty()
          ? "No internal topic was lost: nothing was changed"
          : "%d rows are written to %s; %d records will be read once more"
              .formatted(rows, String.join(", ", lost), rewound);
    }
  }

  /**
   * To be called while no instance of the application runs, once for each disk there is.
   *
   * @param unclosed whether a state is good enough that may lack the last and have too much
   * @throws IllegalStateException if one runs, or its state cannot be trusted; nothing was changed
   */
  public static Report run(
      Settings settings,
      InternalTopics topics,
      StateFolder folder,
      boolean unclosed,
      InstantSource clock) {
    KafkaAccess kafka = KafkaAccess.from(settings);
    try (Admin admin = Admin.create(kafka.with(Map.of()));
        Producer<byte[], byte[]> producer =
            new KafkaProducer<>(
                kafka.with(
                    Map.of(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Limits.DECISION_RECORD_BYTES)),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
      return new TopicRefill(admin, producer, topics, folder, unclosed, clock).run();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private Report run() throws ExecutionException, InterruptedException {
    refuseWhileRunning();
    try (AutoCloseable _ = folder.lock()) {
      SortedSet<String> lost = lost();
      if (lost.isEmpty()) {
        return new Report(lost, 0, 0);
      }
      List<LocalRows> local = folder.rows();
      // Once without writing: what cannot be trusted must not be found out half-way.
      local.forEach(rows -> rows.read(unclosed, (key, value, time) -> {}));
      create(lost);
      long written = fill(local, lost);
      long rewound = rewind(lost);
      folder.forgetEverything();
      return new Report(lost, written, rewound);
    } catch (RuntimeException | ExecutionException | InterruptedException e) {
      throw e;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** An instance that was stopped is a member until its session ends: that is waited for. */
  private void refuseWhileRunning() throws ExecutionException, InterruptedException {
    Instant latest = clock.instant().plus(LONGEST_SESSION);
    while (group.hasMembers()) {
      if (clock.instant().isAfter(latest)) {
        throw new IllegalStateException(
            "instances of %s are running: stop all of them first"
                .formatted(topics.applicationId()));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private SortedSet<String> lost() throws ExecutionException, InterruptedException {
    return switch (TopicChange.between(
        folder.topics().read(), TopicGuard.now(admin, topics.used()), topics.used())) {
      case TopicChange.InternalLost(SortedSet<String> names) -> names;
      case TopicChange.None _, TopicChange.CatalogueAnew _ -> new TreeSet<>();
    };
  }

  /** What is there already was made by the refill of another instance's disk. */
  private void create(SortedSet<String> lost) throws ExecutionException, InterruptedException {
    SortedSet<String> missing = new TreeSet<>(lost);
    missing.removeAll(TopicGuard.now(admin, topics.used()).keySet());
    admin
        .createTopics(
            missing.stream()
                .map(
                    name ->
                        new NewTopic(name, Optional.of(topics.partitions()), Optional.empty())
                            .configs(topics.configuration(name)))
                .toList())
        .all()
        .get();
  }

  private long fill(List<LocalRows> local, SortedSet<String> lost)
      throws ExecutionException, InterruptedException {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    for (LocalRows rows : local) {
      if (lost.contains(topics.changelog(rows.store()))) {
        asked.put(
            new TopicPartition(topics.changelog(rows.store()), rows.partition()),
            OffsetSpec.latest());
      }
    }
    Map<TopicPartition, ListOffsetsResultInfo> ends = admin.listOffsets(asked).all().get();
    AtomicLong written = new AtomicLong();
    AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
    long now = clock.millis();
    for (LocalRows rows : local) {
      TopicPartition changelog =
          new TopicPartition(topics.changelog(rows.store()), rows.partition());
      ListOffsetsResultInfo end = ends.get(changelog);
      if (end == null || end.offset() > 0) {
        continue;
      }
      rows.read(
          unclosed,
          (key, value, time) -> {
            var _ =
                producer.send(
                    new ProducerRecord<>(
                        changelog.topic(), changelog.partition(), time.orElse(now), key, value),
                    (metadata, e) -> failure.compareAndSet(null, e));
            written.incrementAndGet();
          });
    }
    producer.flush();
    if (failure.get() != null) {
      throw new IllegalStateException("not all rows were written", failure.get());
    }
    return written.get();
  }

  /** Only for what was on its way: changelogs have lost nothing of it. */
  private long rewind(Set<String> lost) throws ExecutionException, InterruptedException {
    if (Collections.disjoint(lost, topics.used().repartitions())) {
      return 0;
    }
    group.begin(lost::contains);
    return group.rewind(topics.repeatable()::contains, clock.instant().minus(ONCE_MORE));
  }
}
