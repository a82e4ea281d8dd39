package dev.uplink.processor.memory;

import dev.uplink.processor.decide.HeadChange;
import dev.uplink.processor.decide.Movement;
import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The head of each ref, and the last hashes it stood at: three rows for each (by hash and by how it
 * got there, to find it; by its place, to forget it). A deleted one leaves nothing behind.
 */
final class Branches {
  private static final String FROM = " from ";

  private final KeyValueStore<String, String> heads;
  private final KeyValueStore<String, String> history;

  Branches(KeyValueStore<String, String> heads, KeyValueStore<String, String> history) {
    this.heads = heads;
    this.history = history;
  }

  /** Puts a row into each store. */
  void remember(String mark) {
    heads.put(mark, mark);
    history.put(mark, mark);
  }

  Optional<CommitSha> head(RepositoryKey repository, Ref ref) {
    return Optional.ofNullable(read(Rows.of(repository, ref))).map(BranchHead::commit);
  }

  boolean hasPassed(RepositoryKey repository, Ref ref, CommitSha commit) {
    return isNoted(hashKey(Rows.of(repository, ref), commit));
  }

  boolean hasMade(RepositoryKey repository, Ref ref, Movement movement) {
    return isNoted(movementKey(Rows.of(repository, ref), movement));
  }

  void apply(RepositoryKey repository, List<HeadChange> changes) {
    for (HeadChange change : changes) {
      String branch = Rows.of(repository, change.ref());
      switch (change) {
        case HeadChange.Moved moved -> move(branch, moved.from(), moved.to());
        case HeadChange.Gone _ -> forget(branch);
      }
    }
  }

  /**
   * After a gap the branch must have gone from its head to where this push starts. That is noted
   * like a push, which it may have been: one that has not been heard of and may still come.
   */
  private void move(String branch, @Nullable CommitSha from, CommitSha to) {
    @Nullable BranchHead head = read(branch);
    @Nullable CommitSha before = head == null ? null : head.commit();
    long count = head == null ? 0 : head.count();
    if (from != null && !from.equals(before)) {
      count = note(branch, count, before, from);
    }
    count = note(branch, count, from, to);
    heads.put(branch, new BranchHead(count, to).text());
  }

  private long note(String branch, long count, @Nullable CommitSha from, CommitSha to) {
    long place = count + 1;
    history.put(hashKey(branch, to), Long.toString(place));
    if (from != null) {
      history.put(movementKey(branch, new Movement(from, to)), Long.toString(place));
    }
    history.put(placeKey(branch, place), from == null ? to.value() : to + FROM + from);
    drop(branch, place - Limits.HASHES_PER_BRANCH);
    return place;
  }

  /** As if it had never been heard of. */
  void forget(RepositoryKey repository, Ref ref) {
    String branch = Rows.of(repository, ref);
    if (read(branch) != null) {
      forget(branch);
    }
  }

  private void forget(String branch) {
    long last = Objects.requireNonNull(read(branch)).count();
    for (long place = last; place > 0 && place > last - Limits.HASHES_PER_BRANCH; place--) {
      drop(branch, place);
    }
    heads.delete(branch);
  }

  /** What was noted again later keeps its row. */
  private void drop(String branch, long place) {
    @Nullable String noted = place > 0 ? history.delete(placeKey(branch, place)) : null;
    if (noted != null) {
      String[] toAndFrom = noted.split(FROM, 2);
      CommitSha to = new CommitSha(toAndFrom[0]);
      dropRow(hashKey(branch, to), place);
      if (toAndFrom.length == 2) {
        dropRow(movementKey(branch, new Movement(new CommitSha(toAndFrom[1]), to)), place);
      }
    }
  }

  private void dropRow(String key, long place) {
    if (Long.toString(place).equals(history.get(key))) {
      history.delete(key);
    }
  }

  private boolean isNoted(String key) {
    return history.get(key) != null;
  }

  private @Nullable BranchHead read(String branch) {
    @Nullable String text = heads.get(branch);
    return text == null ? null : BranchHead.parse(text);
  }

  private static String hashKey(String branch, CommitSha hash) {
    return branch + Rows.END + "#" + hash;
  }

  private static String movementKey(String branch, Movement movement) {
    return branch + Rows.END + ">" + movement.from() + movement.to();
  }

  private static String placeKey(String branch, long place) {
    return branch + Rows.END + "@" + place;
  }
}
