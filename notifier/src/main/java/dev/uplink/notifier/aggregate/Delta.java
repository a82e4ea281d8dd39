package dev.uplink.notifier.aggregate;

/** What a run would change, in numbers of resources. */
public record Delta(long added, long changed, long deleted) {
  String text() {
    return added + deleted + changed == 0
        ? RunState.FINISHED.text()
        : "%d to add, %d to change, %d to destroy".formatted(added, changed, deleted);
  }
}
