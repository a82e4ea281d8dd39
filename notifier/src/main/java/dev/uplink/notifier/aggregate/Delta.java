package dev.uplink.notifier.aggregate;

import java.util.Comparator;

/** What a run would change, in numbers of resources. */
public record Delta(long added, long changed, long deleted) {
  static final Comparator<Delta> BY_SIZE =
      Comparator.comparingLong(Delta::added)
          .thenComparingLong(Delta::changed)
          .thenComparingLong(Delta::deleted);

  String text() {
    return added == 0 && changed == 0 && deleted == 0
        ? RunState.FINISHED.text()
        : "%d to add, %d to change, %d to destroy".formatted(added, changed, deleted);
  }
}
