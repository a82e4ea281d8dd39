package dev.uplink.processor.topology;

import dev.uplink.processor.decide.BranchFacts;
import dev.uplink.processor.decide.HeadChange;
import dev.uplink.processor.event.RefChange;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The head of each branch, and the last hashes it stood at: two rows for each hash (by hash, to
 * find it; by its place, to forget it). A deleted branch leaves nothing behind.
 */
final class Branches {
  /** Occurs neither in a repository key nor in the name of a ref. */
  private static final char END = '\0';

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

  @Nullable CommitSha head(RepositoryKey repository, String branch) {
    @Nullable BranchHead head = read(branchKey(repository, branch));
    return head == null ? null : head.commit();
  }

  /** What is known of the branches of a push, by name. */
  Map<String, BranchFacts> facts(RepositoryKey repository, List<RefChange> changes) {
    Map<String, Set<CommitSha>> passed = new HashMap<>();
    for (RefChange ref : changes) {
      if (ref.type() == RefType.BRANCH) {
        @Nullable CommitSha asked = ref.deleted() ? ref.from() : ref.to();
        Set<CommitSha> ofBranch = passed.computeIfAbsent(ref.name(), name -> new HashSet<>());
        if (asked != null && isNoted(branchKey(repository, ref.name()), asked)) {
          ofBranch.add(asked);
        }
      }
    }
    Map<String, BranchFacts> facts = new HashMap<>();
    passed.forEach(
        (name, hashes) -> facts.put(name, new BranchFacts(head(repository, name), hashes)));
    return facts;
  }

  void apply(RepositoryKey repository, List<HeadChange> changes) {
    for (HeadChange change : changes) {
      String branch = branchKey(repository, change.branch());
      switch (change) {
        case HeadChange.Moved moved -> move(branch, moved.from(), moved.to());
        case HeadChange.Gone _ -> forget(branch);
      }
    }
  }

  /** Where it came from is noted too: that push may not have been heard of, and may still come. */
  private void move(String branch, @Nullable CommitSha from, CommitSha to) {
    @Nullable BranchHead head = read(branch);
    long count = head == null ? 0 : head.count();
    if (from != null && !isNoted(branch, from)) {
      count = note(branch, count, from);
    }
    count = note(branch, count, to);
    heads.put(branch, new BranchHead(count, to).text());
  }

  private long note(String branch, long count, CommitSha commit) {
    long place = count + 1;
    history.put(hashKey(branch, commit.value()), Long.toString(place));
    history.put(placeKey(branch, place), commit.value());
    drop(branch, place - Limits.HASHES_PER_BRANCH);
    return place;
  }

  private void forget(String branch) {
    long last = Objects.requireNonNull(read(branch)).count();
    for (long place = last; place > 0 && place > last - Limits.HASHES_PER_BRANCH; place--) {
      drop(branch, place);
    }
    heads.delete(branch);
  }

  /** A hash that was noted again later keeps its row. */
  private void drop(String branch, long place) {
    @Nullable String hash = place > 0 ? history.delete(placeKey(branch, place)) : null;
    if (hash != null && Long.toString(place).equals(history.get(hashKey(branch, hash)))) {
      history.delete(hashKey(branch, hash));
    }
  }

  private boolean isNoted(String branch, CommitSha commit) {
    return history.get(hashKey(branch, commit.value())) != null;
  }

  private @Nullable BranchHead read(String branch) {
    @Nullable String text = heads.get(branch);
    return text == null ? null : BranchHead.parse(text);
  }

  private static String branchKey(RepositoryKey repository, String branch) {
    return repository.toString() + END + branch;
  }

  private static String hashKey(String branch, String hash) {
    return branch + END + "#" + hash;
  }

  private static String placeKey(String branch, long place) {
    return branch + END + "@" + place;
  }
}
