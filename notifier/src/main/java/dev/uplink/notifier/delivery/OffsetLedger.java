package dev.uplink.notifier.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets of each partition are read and not settled. What is committed is the lowest of
 * them, with a note of the others: after a restart all that is undelivered is read again, and of
 * what lies between it only that.
 */
final class OffsetLedger {
  private static final class Partition {
    private final TreeSet<Long> open = new TreeSet<>();

    /** Up to there a former owner had read. */
    private long known;

    private long next;
    private boolean isChanged;

    private Position position() {
      long lowest = open.isEmpty() ? Math.max(next, known) : open.first();
      return new Position(lowest, OpenOffsets.write(open, Math.max(next, known)));
    }
  }

  /**
   * What is committed of a partition.
   *
   * @param note which offsets from there on are settled
   */
  record Position(long offset, String note) {}

  private final Map<Integer, Partition> partitions = new HashMap<>();

  /** Begins a partition where it was committed last. */
  void assigned(int partition, Position position) {
    Partition state = new Partition();
    OpenOffsets noted = OpenOffsets.read(position.note(), position.offset());
    state.open.addAll(noted.open());
    state.known = noted.end();
    state.next = position.offset();
    partitions.put(partition, state);
  }

  /** Whether it is still to be delivered: a former owner may have done so. */
  boolean read(int partition, long offset) {
    Partition state = partitions.computeIfAbsent(partition, id -> new Partition());
    // Compaction has removed what is noted as open and not read again.
    state.open.subSet(state.next, Math.max(state.next, offset)).clear();
    boolean settled = offset < state.known && !state.open.contains(offset);
    state.next = offset + 1;
    state.isChanged = true;
    if (!settled) {
      state.open.add(offset);
    }
    return !settled;
  }

  /** Everything before it has been read, also where there is no record. */
  void reached(int partition, long offset) {
    @Nullable Partition state = partitions.get(partition);
    if (state != null && offset > state.next) {
      state.open.subSet(state.next, offset).clear();
      state.next = offset;
      state.isChanged = true;
    }
  }

  /** Ignored for a partition that is not ours any more. */
  void settled(int partition, long offset) {
    @Nullable Partition state = partitions.get(partition);
    if (state != null) {
      state.isChanged |= state.open.remove(offset);
    }
  }

  boolean hasOpen() {
    return partitions.values().stream().anyMatch(state -> !state.open.isEmpty());
  }

  /** By partition, what is to be committed, and so counts as committed. */
  Map<Integer, Position> all() {
    return take(state -> true);
  }

  /** The same of those partitions that have changed since. */
  Map<Integer, Position> changed() {
    return take(state -> state.isChanged);
  }

  /** They could not be committed after all. */
  void notCommitted(Collection<Integer> failed) {
    for (int partition : failed) {
      @Nullable Partition state = partitions.get(partition);
      if (state != null) {
        state.isChanged = true;
      }
    }
  }

  private Map<Integer, Position> take(Predicate<Partition> which) {
    Map<Integer, Position> positions = new HashMap<>();
    partitions.forEach(
        (id, state) -> {
          if (which.test(state)) {
            positions.put(id, state.position());
            state.isChanged = false;
          }
        });
    return positions;
  }

  void forget(Collection<Integer> revoked) {
    revoked.forEach(partitions::remove);
  }
}
