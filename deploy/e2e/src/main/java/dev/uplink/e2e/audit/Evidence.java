package dev.uplink.e2e.audit;

import dev.uplink.schemas.topic.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/**
 * All that was read so far. Records of one partition are in the order of their offsets. Not safe
 * for use by several threads.
 */
final class Evidence {
  private final Map<String, List<Seen<? extends SpecificRecord>>> records = new HashMap<>();
  private final List<Seen<String>> unreadable = new ArrayList<>();
  private final Set<String> accepted = new HashSet<>();
  private final Map<String, String> shown = new HashMap<>();
  private boolean bitbucketAsked;
  private Instant readAt = Instant.MIN;
  private AllowedSilence allowedSilence = AllowedSilence.DEFAULT;
  private Instant horizon = Instant.MIN;

  <V extends SpecificRecord> void add(Topic<V> topic, Seen<V> record) {
    records.computeIfAbsent(topic.name(), name -> new ArrayList<>()).add(record);
  }

  /** A record that is not of its topic's type, or a tombstone, with why. */
  void addUnreadable(Seen<String> record) {
    unreadable.add(record);
  }

  /** Delivery ids that a sender got a 202 for. */
  void addAccepted(Set<String> deliveryIds) {
    accepted.addAll(deliveryIds);
  }

  /**
   * What Bitbucket shows now, by {@link BitbucketKey}. Without this call nothing is said of it.
   *
   * @param states in Bitbucket's words
   */
  void bitbucketShows(Map<String, String> states) {
    shown.clear();
    shown.putAll(states);
    bitbucketAsked = true;
  }

  /** The time by which all of it was written; without it no silence is too long. */
  void readAt(Instant moment) {
    readAt = moment;
  }

  Instant readAt() {
    return readAt;
  }

  void allow(AllowedSilence silence) {
    allowedSilence = silence;
  }

  AllowedSilence allowedSilence() {
    return allowedSilence;
  }

  /** What is older has begun to be deleted somewhere: absence proves nothing before this moment. */
  void incompleteBefore(Instant moment) {
    if (moment.isAfter(horizon)) {
      horizon = moment;
    }
  }

  @SuppressWarnings("unchecked") // add() is the only way in
  <V extends SpecificRecord> List<Seen<V>> of(Topic<V> topic) {
    return (List<Seen<V>>) (List<?>) records.getOrDefault(topic.name(), List.of());
  }

  List<Seen<String>> unreadable() {
    return unreadable;
  }

  Set<String> accepted() {
    return accepted;
  }

  /** Empty when Bitbucket could not be asked. */
  Optional<Map<String, String>> shown() {
    return bitbucketAsked ? Optional.of(shown) : Optional.empty();
  }

  boolean isComplete(Seen<?> record) {
    return !record.at().isBefore(horizon);
  }

  Stream<Seen<?>> everything() {
    return Stream.concat(records.values().stream().flatMap(List::stream), unreadable.stream());
  }

  int size() {
    return records.values().stream().mapToInt(List::size).sum() + unreadable.size();
  }
}
