package dev.uplink.schemas.streams;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;

/**
 * Fills lost changelogs from the disks of an application, one disk after the other: of each
 * partition the most advanced copy wins, whichever comes first. All that can be refused is refused
 * before anything is written.
 */
final class ChangelogRefill {
  private final InternalTopics topics;
  private final RefillOptions options;
  private final Changelogs changelogs;

  ChangelogRefill(InternalTopics topics, RefillOptions options, Changelogs changelogs) {
    this.topics = topics;
    this.options = options;
    this.changelogs = changelogs;
  }

  /**
   * What is to be done of one disk.
   *
   * @param writes partitions whose most advanced copy it has
   * @param older those of which another disk had a more advanced one
   */
  record Plan(List<Write> writes, SortedSet<String> older) {}

  /**
   * @param superseded keys that an older copy brought, and this one may not have
   */
  record Write(
      LocalStore store, TopicPartition changelog, RefillMark mark, Set<Bytes> superseded) {}

  /**
   * Changes nothing.
   *
   * @param known the ids of the topics that the disk's state is made of
   * @throws RefillRefusedException if nobody could say afterwards that nothing was lost by it
   */
  Plan plan(List<LocalStore> stores, Set<String> lost, Map<String, Uuid> known) {
    List<LocalStore> wanted =
        stores.stream().filter(store -> lost.contains(topics.changelog(store.name()))).toList();
    refuseForgetting(wanted, lost);
    List<Write> writes = new ArrayList<>();
    SortedSet<String> older = new TreeSet<>();
    for (LocalStore store : wanted) {
      // Read whole, though to no end yet: what cannot be trusted must not be found out half-way.
      store.read(options.unclosed(), (key, value, time) -> {});
      TopicPartition changelog = changelog(store);
      Uuid topic = Objects.requireNonNull(known.get(changelog.topic()));
      RefillMark mine = new RefillMark(topic, store.position(changelog));
      switch (changelogs.read(changelog)) {
        case Changelogs.Contents.Nothing _ ->
            writes.add(new Write(store, changelog, mine, Set.of()));
        case Changelogs.Contents.Refilled(RefillMark other, Set<Bytes> keys) -> {
          if (!other.topic().equals(topic)) {
            throw notComparable(changelog);
          }
          if (mine.position() > other.position()) {
            writes.add(new Write(store, changelog, mine, keys));
          } else if (mine.position() < other.position()) {
            older.add(changelog.toString());
          }
        }
        case Changelogs.Contents.Others(long records) -> throw writtenByOthers(changelog, records);
      }
    }
    return new Plan(writes, older);
  }

  /** Returns how many rows were written. Repeated after it broke off, it does what is left. */
  long carryOut(Plan plan) {
    return plan.writes().stream().mapToLong(this::write).sum();
  }

  private long write(Write write) {
    LocalStore store = write.store();
    long[] count = new long[1];
    changelogs.write(
        write.changelog(),
        write.mark(),
        rows -> {
          Set<Bytes> gone = new HashSet<>(write.superseded());
          long[] latest = new long[1];
          store.read(
              options.unclosed(),
              (key, value, time) -> {
                gone.remove(Bytes.wrap(key));
                latest[0] = Math.max(latest[0], time.orElse(0));
                count[0]++;
                rows.row(key, value, time);
              });
          gone.forEach(key -> rows.row(key.get(), null, OptionalLong.empty()));
          return store.markKey(latest[0]);
        });
    return count[0];
  }

  /** Partitions that no disk has brought yet. */
  SortedSet<String> unfilled(Set<String> lost) {
    return changelogsOf(lost)
        .flatMap(this::partitions)
        .filter(changelogs::isUntouched)
        .map(TopicPartition::toString)
        .collect(toCollection(TreeSet::new));
  }

  private void refuseForgetting(List<LocalStore> wanted, Set<String> lost) {
    Set<String> here = wanted.stream().map(store -> changelog(store).topic()).collect(toSet());
    List<String> nowhere =
        changelogsOf(lost)
            .filter(topic -> !here.contains(topic))
            .filter(topic -> partitions(topic).allMatch(changelogs::isUntouched))
            .toList();
    if (!nowhere.isEmpty() && !options.withoutRows()) {
      throw new RefillRefusedException(
          "Neither this disk nor one before it has anything of %s. Begin with a disk that has; if there is none, --without-rows goes on, and what they held is forgotten"
              .formatted(String.join(", ", nowhere)));
    }
  }

  private static RefillRefusedException notComparable(TopicPartition changelog) {
    return new RefillRefusedException(
        "%s was refilled by a disk that had read another topic of that name than this one has, so nobody can tell which is the more advanced. Keep the one that ran last: either put this directory aside, or delete %s and begin again with the other disks"
            .formatted(changelog, changelog.topic()));
  }

  private static RefillRefusedException writtenByOthers(TopicPartition changelog, long records) {
    return new RefillRefusedException(
        "%s has %d records that no refill wrote: an instance ran since the topic was made anew. If it had what other disks gave back, this one has nothing to add: put its directory aside. If it ran without a memory, stop it, delete %s, and refill it from every disk; what was noted since is forgotten then"
            .formatted(changelog, records, changelog.topic()));
  }

  private Stream<String> changelogsOf(Set<String> lost) {
    return topics.used().changelogs().stream().filter(lost::contains);
  }

  private Stream<TopicPartition> partitions(String topic) {
    return IntStream.range(0, topics.partitions())
        .mapToObj(partition -> new TopicPartition(topic, partition));
  }

  private TopicPartition changelog(LocalStore store) {
    return new TopicPartition(topics.changelog(store.name()), store.partition());
  }
}
