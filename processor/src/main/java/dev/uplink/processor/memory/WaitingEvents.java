package dev.uplink.processor.memory;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The events that wait, in the order in which they arrived at each repository. Beside a row for
 * each there is one for each repository that has any, with the first place, the last one, and since
 * when the first has waited.
 */
public final class WaitingEvents {
  private static final String STORE = "waiting-events";

  /** Facts take up to three and a half times the room of the body that they were read from. */
  private static final int MOST_BYTES = Limits.DECISION_RECORD_BYTES;

  private static final String EVENT = "event/";
  private static final String QUEUE = "queue/";

  private final KeyValueStore<String, String> rows;

  /**
   * Repositories that have a row, once they were looked for: most have none, and looking for what
   * is not there is dear.
   */
  private @Nullable Set<String> waiting;

  /** Only one of a partition may be in use at a time: it knows what is in the store. */
  public WaitingEvents(ProcessorContext<?, ?> context) {
    rows = context.getStateStore(STORE);
  }

  public static StoreBuilder<?> store(StoreSuppliers suppliers) {
    return Rows.texts(suppliers.keyValue(STORE))
        .withLoggingEnabled(
            Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.toString(MOST_BYTES)));
  }

  /** For the same reason as {@link Memory#leaveMark}; a deletion counts as a write. */
  public void leaveMark() {
    rows.delete("");
  }

  /** How many wait at the repository. */
  public long count(RepositoryKey repository) {
    return queue(repository).map(Queue::count).orElse(0L);
  }

  public void add(RepositoryKey repository, Pending pending) {
    Queue queue =
        queue(repository)
            .map(known -> new Queue(known.first, known.last + 1, known.since))
            .orElseGet(() -> new Queue(1, 1, pending.since()));
    rows.put(eventRow(repository, queue.last), PendingText.write(pending));
    rows.put(queueRow(repository), queue.text());
    waiting().add(repository.toString());
  }

  /** The one that arrived first. */
  public Optional<Waiting> first(RepositoryKey repository) {
    return queue(repository).map(queue -> event(repository, queue.first));
  }

  /** Whether the one that arrived first has waited since the time or longer. */
  public boolean firstHasWaitedSince(RepositoryKey repository, long millis) {
    return queue(repository).filter(queue -> queue.since <= millis).isPresent();
  }

  /**
   * @param now by the wall clock
   */
  public void removeFirst(RepositoryKey repository, long now) {
    Queue queue = queue(repository).orElseThrow();
    rows.delete(eventRow(repository, queue.first));
    if (queue.count() == 1) {
      rows.delete(queueRow(repository));
      waiting().remove(repository.toString());
    } else {
      long first = queue.first + 1;
      long since =
          switch (event(repository, first)) {
            // One from the future has waited no less than the one before it.
            case Waiting.Event(Pending next) -> next.since() > now ? queue.since : next.since();
            // It need not wait at all; its turn tells.
            case Waiting.Unreadable _ -> queue.since;
          };
      rows.put(queueRow(repository), new Queue(first, queue.last, since).text());
    }
  }

  /**
   * Repositories whose first event has waited since the time or longer. What has waited since the
   * future, on a host whose clock was ahead, waits from now on: it must not wait until then.
   *
   * @param now by the wall clock
   */
  public List<RepositoryKey> waitingSince(long millis, long now) {
    if (waiting().isEmpty()) {
      return List.of();
    }
    List<RepositoryKey> found = new ArrayList<>();
    Map<String, Queue> ahead = new HashMap<>();
    Rows.scan(
        rows,
        QUEUE,
        (repository, text) -> {
          Queue queue = Queue.parse(text);
          if (queue.since <= millis) {
            found.add(RepositoryKey.parse(repository));
          } else if (queue.since > now) {
            ahead.put(QUEUE + repository, new Queue(queue.first, queue.last, now));
          }
        });
    ahead.forEach((row, queue) -> rows.put(row, queue.text()));
    return found;
  }

  private Waiting event(RepositoryKey repository, long place) {
    return PendingText.read(Objects.requireNonNull(rows.get(eventRow(repository, place))));
  }

  private Optional<Queue> queue(RepositoryKey repository) {
    return waiting().contains(repository.toString())
        ? Optional.ofNullable(rows.get(queueRow(repository))).map(Queue::parse)
        : Optional.empty();
  }

  private Set<String> waiting() {
    @Nullable Set<String> known = waiting;
    if (known == null) {
      Set<String> found = new HashSet<>();
      Rows.scan(rows, QUEUE, (repository, queue) -> found.add(repository));
      known = found;
      waiting = found;
    }
    return known;
  }

  private static String queueRow(RepositoryKey repository) {
    return QUEUE + repository;
  }

  private static String eventRow(RepositoryKey repository, long place) {
    return EVENT + repository + Rows.END + place;
  }

  private record Queue(long first, long last, long since) {
    static Queue parse(String text) {
      String[] parts = text.split(" ", 3);
      return new Queue(
          Long.parseLong(parts[0]), Long.parseLong(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
      return first + " " + last + " " + since;
    }

    long count() {
      return last - first + 1;
    }
  }
}
