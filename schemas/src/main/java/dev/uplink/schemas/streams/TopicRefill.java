package dev.uplink.schemas.streams;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;

/**
 * Makes lost internal topics anew, and fills changelogs with the rows that this instance still has
 * on its disk; then gives up the disk's copy, which is read back from Kafka. Of what was on its way
 * between two parts of the topology the source is read again from a while before.
 */
public final class TopicRefill {
  /** More than anything takes on its way through an application that keeps up. */
  private static final Duration ONCE_MORE = Duration.ofHours(1);

  /** How long the broker may need to notice that a session has ended. */
  private static final Duration NOTICED = Duration.ofSeconds(15);

  private final Admin admin;
  private final KafkaAccess kafka;
  private final Duration longestSession;
  private final ReadingGroup group;
  private final InternalTopics topics;
  private final StateFolder folder;
  private final RefillOptions options;
  private final InstantSource clock;

  private TopicRefill(
      Admin admin,
      Settings settings,
      InternalTopics topics,
      StateFolder folder,
      RefillOptions options,
      InstantSource clock) {
    this.admin = admin;
    this.kafka = KafkaAccess.from(settings);
    this.longestSession = settings.get(StreamsSettings.SESSION_TIMEOUT).plus(NOTICED);
    this.group = new ReadingGroup(admin, topics.applicationId());
    this.topics = topics;
    this.folder = folder;
    this.options = options;
    this.clock = clock;
  }

  /**
   * What was done.
   *
   * @param lost the topics that were not those that the state was written to
   * @param rows that were written
   * @param older partitions of which another disk had brought a more advanced copy
   * @param unfilled partitions of which no disk has brought anything yet
   * @param rewound how many records will be read once more
   */
  public record Report(
      SortedSet<String> lost,
      long rows,
      SortedSet<String> older,
      SortedSet<String> unfilled,
      long rewound) {
    @Override
    public String toString() {
      if (lost.isEmpty()) {
        return "No internal topic was lost that this disk knows of: nothing was changed";
      }
      return "%d rows are written to %s; %d records will be read once more%s%s"
          .formatted(
              rows,
              String.join(", ", lost),
              rewound,
              those("Another disk had more of", older),
              those("No disk has brought anything yet of", unfilled));
    }

    private static String those(String what, SortedSet<String> partitions) {
      return partitions.isEmpty() ? "" : "\n%s %s".formatted(what, String.join(", ", partitions));
    }
  }

  /**
   * To be called while no instance of the application runs, once for each disk there is.
   *
   * @throws RefillRefusedException if one runs, or its state cannot be trusted; nothing was changed
   */
  public static Report run(
      Settings settings,
      InternalTopics topics,
      StateFolder folder,
      RefillOptions options,
      InstantSource clock) {
    try (Admin admin = Admin.create(KafkaAccess.from(settings).with(Map.of()))) {
      return new TopicRefill(admin, settings, topics, folder, options, clock).run();
    } catch (ExecutionException e) {
      throw new IllegalStateException("Kafka refuses: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Report run() throws ExecutionException, InterruptedException, IOException {
    refuseWhileRunning();
    try (Closeable _ = folder.lock()) {
      SortedMap<String, Uuid> known = folder.topics().read();
      Map<String, Uuid> now = TopicGuard.now(admin, topics.used());
      SortedSet<String> lost = lost(known, now);
      if (lost.isEmpty()) {
        return new Report(lost, 0, new TreeSet<>(), new TreeSet<>(), 0);
      }
      if (folder.wasLeftOpen() && !options.unclosed()) {
        throw new RefillRefusedException(
            "The state of %s was not closed, its instance was killed: it may lack what was written last (--unclosed takes it all the same)"
                .formatted(topics.applicationId()));
      }
      return refill(lost, known, now.keySet());
    }
  }

  /** The disk's copy is given up when all of it is on Kafka, or more of it from another disk. */
  private Report refill(SortedSet<String> lost, SortedMap<String, Uuid> known, Set<String> there)
      throws ExecutionException, InterruptedException, IOException {
    try (KafkaChangelogs changelogs = KafkaChangelogs.of(kafka, topics.applicationId(), clock)) {
      ChangelogRefill refill = new ChangelogRefill(topics, options, changelogs);
      ChangelogRefill.Plan plan = refill.plan(folder.stores(), lost, known);
      create(lost, there);
      long written = refill.carryOut(plan);
      SortedSet<String> unfilled = refill.unfilled(lost);
      long rewound = rewind(lost);
      folder.forgetEverything();
      return new Report(lost, written, plan.older(), unfilled, rewound);
    }
  }

  /** An instance that was stopped is a member until its session ends: that is waited for. */
  private void refuseWhileRunning() throws ExecutionException, InterruptedException {
    Instant latest = clock.instant().plus(longestSession);
    while (group.hasMembers()) {
      if (clock.instant().isAfter(latest)) {
        throw new RefillRefusedException(
            "Instances of %s are running: stop all of them first"
                .formatted(topics.applicationId()));
      }
      TimeUnit.SECONDS.sleep(1);
    }
  }

  private SortedSet<String> lost(SortedMap<String, Uuid> known, Map<String, Uuid> now) {
    return switch (TopicChange.between(known, now, topics.used())) {
      case TopicChange.InternalLost(SortedSet<String> names) -> names;
      case TopicChange.None _, TopicChange.CatalogueAnew _ -> new TreeSet<>();
    };
  }

  /** What is there already was made by the refill of another instance's disk. */
  private void create(SortedSet<String> lost, Set<String> there)
      throws ExecutionException, InterruptedException {
    SortedSet<String> missing = new TreeSet<>(lost);
    missing.removeAll(there);
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

  /**
   * Rewinds where what was on its way is lost, too; a lost changelog alone asks for nothing to be
   * read again.
   */
  private long rewind(Set<String> lost) throws ExecutionException, InterruptedException {
    if (Collections.disjoint(lost, topics.used().repartitions())) {
      return 0;
    }
    group.begin(lost::contains);
    return group.rewind(topics.repeatable()::contains, clock.instant().minus(ONCE_MORE));
  }
}
