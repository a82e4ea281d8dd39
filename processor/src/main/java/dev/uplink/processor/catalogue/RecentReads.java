package dev.uplink.processor.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What was read of the catalogue lately, until anything in it changes: busy repositories have the
 * same targets in one event after the other. Shared by all threads, as the catalogue is.
 */
final class RecentReads {
  /** Entities in all answers together; about a kilobyte each. */
  private static final long MOST_ENTITIES = 50_000;

  private final Changes changes;
  private final Cache<Object, Read> reads =
      Caffeine.newBuilder().maximumWeight(MOST_ENTITIES).weigher(RecentReads::weight).build();

  RecentReads(Changes changes) {
    this.changes = changes;
  }

  /**
   * @param question equal to another one exactly when it is the same
   * @param answer of the type that the question has always
   */
  @SuppressWarnings("unchecked") // A question's type is its answer's.
  <T> T answer(Object question, Supplier<T> answer) {
    // Before it is read: a change in between makes it old at once.
    long now = changes.count();
    @Nullable Read known = reads.getIfPresent(question);
    if (known != null && known.at == now) {
      return (T) known.answer;
    }
    T read = answer.get();
    reads.put(question, new Read(now, read));
    return read;
  }

  private static int weight(Object question, Read read) {
    return read.answer instanceof List<?> entities ? entities.size() + 1 : 1;
  }

  private record Read(long at, Object answer) {}
}
