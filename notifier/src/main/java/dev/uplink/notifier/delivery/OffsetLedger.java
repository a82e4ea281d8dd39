package dev.uplink.notifier.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which offsets of each partition are read and not settled. What is committed is the lowest of
 * them: after a restart everything undelivered is read again, and posting twice is harmless.
 */
final class OffsetLedger {
  private static final class Partition {
    private final TreeSet<Long> open = new TreeSet<>();
    private long next;
    private long committed = -1;

    private long position() {
      return open.isEmpty() ? next : open.first();
    }
  }

  private final Map<Integer, Partition> partitions = new HashMap<>();

  void read(int partition, long offset) {
    Partition state = partitions.computeIfAbsent(partition, id -> new Partition());
    state.open.add(offset);
    state.next = offset + 1;
  }

  /** Ignored for a partition that is not ours any more. */
  void settled(int partition, long offset) {
    @Nullable Partition state = partitions.get(partition);
    if (state != null) {
      state.open.remove(offset);
    }
  }

  /** By partition, how far everything is settled, where that is further than was committed. */
  Map<Integer, Long> committable() {
    Map<Integer, Long> committable = new HashMap<>();
    partitions.forEach(
        (id, state) -> {
          if (state.position() > state.committed) {
            committable.put(id, state.position());
          }
        });
    return committable;
  }

  void committed(Map<Integer, Long> positions) {
    positions.forEach(
        (id, position) -> {
          @Nullable Partition state = partitions.get(id);
          if (state != null) {
            state.committed = position;
          }
        });
  }

  void forget(Collection<Integer> revoked) {
    revoked.forEach(partitions::remove);
  }
}
