package dev.uplink.schemas.streams;

import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.settings.Settings;
import dev.uplink.schemas.topic.KafkaUnavailableException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that local state and topics belong together. Kafka Streams knows topics by name: it
 * makes a lost changelog anew, empty, and goes on; and it reads a catalogue topic that was made
 * anew from where it was in the old one.
 */
public final class TopicGuard implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TopicGuard.class);
  private static final Duration EVERY = Duration.ofSeconds(10);
  private static final long ANSWER_SECONDS = 20;

  private final Admin admin;
  private final UsedTopics used;
  private final KnownTopics kept;
  private final Runnable end;
  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("topic-guard").unstarted(task));
  private boolean missedBefore;

  TopicGuard(Admin admin, UsedTopics used, StateFolder folder, Runnable end) {
    this.admin = admin;
    this.used = used;
    this.kept = folder.topics();
    this.end = end;
  }

  /**
   * @param end called once when the application must not go on; it may begin anew
   */
  public static TopicGuard of(
      Settings settings, UsedTopics used, StateFolder folder, Runnable end) {
    return new TopicGuard(
        Admin.create(KafkaAccess.from(settings).with(Map.of())), used, folder, end);
  }

  /**
   * To be called when the application is built, and before it opens its state: what was read of a
   * catalogue topic that was made anew is given up, and so is what nobody wrote for too long; but
   * nothing as long as topics are lost whose only copy this may be.
   *
   * @throws InternalTopicsLostException if topics of its own are not those that it knew
   * @throws KafkaUnavailableException if Kafka does not say
   */
  public static void checkBeforeStart(Settings settings, UsedTopics used, StateFolder folder) {
    try (Admin admin = Admin.create(KafkaAccess.from(settings).with(Map.of()))) {
      check(ids(admin, used.all()), used, folder);
    } catch (ExecutionException | TimeoutException e) {
      throw new KafkaUnavailableException("could not describe the topics of the state", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaUnavailableException("interrupted while asking Kafka", e);
    }
  }

  static void check(Map<String, Uuid> now, UsedTopics used, StateFolder folder) {
    SortedMap<String, Uuid> known = folder.topics().read();
    switch (TopicChange.between(known, now, used)) {
      case TopicChange.None _ -> {}
      case TopicChange.InternalLost(SortedSet<String> topics) ->
          throw new InternalTopicsLostException(topics);
      case TopicChange.CatalogueAnew(SortedSet<String> topics) -> {
        LOG.warn("made anew: {}; what was read of the catalogue is read again", topics);
        folder.forgetCatalogue();
      }
    }
    folder.forgetWhatIsStale();
    known.putAll(now);
    folder.topics().write(known);
  }

  public void start() {
    var _ =
        executor.scheduleWithFixedDelay(
            this::look, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
  }

  /** Asks Kafka once; ends the application if its topics are others now. */
  void look() {
    try {
      Map<String, Uuid> now = ids(admin, used.all());
      SortedMap<String, Uuid> known = kept.read();
      switch (TopicChange.between(known, now, used)) {
        case TopicChange.None _ -> note(known, now);
        case TopicChange.CatalogueAnew(SortedSet<String> topics) -> {
          LOG.error("made anew: {}; ending, to read the catalogue from its beginning", topics);
          end.run();
        }
        case TopicChange.InternalLost(SortedSet<String> topics) -> lost(topics);
      }
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      // Of any kind: a look that threw would be the last one. Whoever saw nothing missed nothing.
      missedBefore = false;
      LOG.info("whether all topics are still the same is not known: {}", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void note(SortedMap<String, Uuid> known, Map<String, Uuid> now) {
    missedBefore = false;
    SortedMap<String, Uuid> before = new TreeMap<>(known);
    known.putAll(now);
    if (!known.equals(before)) {
      kept.write(known);
    }
  }

  /** Asked twice in a row: a broker that is going down may not know a topic for a moment. */
  private void lost(SortedSet<String> topics) {
    if (missedBefore) {
      LOG.error("ending: {}", InternalTopicsLostException.message(topics));
      end.run();
    }
    missedBefore = true;
  }

  /** The ids of those that are there. */
  static Map<String, Uuid> now(Admin admin, UsedTopics used)
      throws ExecutionException, InterruptedException {
    try {
      return ids(admin, used.all());
    } catch (TimeoutException e) {
      throw new KafkaUnavailableException("no answer from Kafka", e);
    }
  }

  private static Map<String, Uuid> ids(Admin admin, SortedSet<String> names)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<String, Uuid> ids = new HashMap<>();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> topic :
        admin.describeTopics(names).topicNameValues().entrySet()) {
      try {
        ids.put(topic.getKey(), topic.getValue().get(ANSWER_SECONDS, TimeUnit.SECONDS).topicId());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw e;
        }
      }
    }
    return ids;
  }

  @Override
  public void close() {
    executor.shutdownNow();
    admin.close(Duration.ZERO);
  }
}
