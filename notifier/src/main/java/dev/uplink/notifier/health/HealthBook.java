package dev.uplink.notifier.health;

import dev.uplink.notifier.delivery.LaneBacklog;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What this notifier's calls say, beside what the topic says. Whoever sees that the topic knows
 * less than itself and the topic together is to write; so it does not matter who writes, nor that
 * two do. Threads share it.
 */
final class HealthBook {
  /** A change is told at once, but of one that comes and goes not every turn. */
  private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(5);

  /** That all is as it was is told so seldom: times are that old at most. */
  private static final Duration BETWEEN_SIGNS = Duration.ofMinutes(5);

  /** While statuses are late, so that what is told of them is not older. */
  private static final Duration BETWEEN_LATE_SIGNS = Duration.ofSeconds(30);

  private final String notifier;
  private final Map<String, Health> own = new HashMap<>();
  private final Map<String, Health> published = new HashMap<>();
  private final Map<String, Instant> told = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  /** Of which there is something new to say of our own queue or budget. */
  private final Set<String> moved = new HashSet<>();

  /**
   * @param notifier this one's name among others
   */
  HealthBook(String notifier) {
    this.notifier = notifier;
  }

  /** Of a call that was made here. */
  synchronized void note(Health seen) {
    Health news = seen.takingBackOnly(wrong(seen.integrationId()));
    own.merge(seen.integrationId(), news, Health::with);
    changed.add(seen.integrationId());
    moved.add(seen.integrationId());
  }

  /** What the topic says, whoever wrote it. */
  synchronized void heard(String integrationId, @Nullable Health health) {
    if (health == null) {
      published.remove(integrationId);
    } else {
      published.put(integrationId, health);
      // Or an old hint of ours would come back when what took it back is told no more.
      own.computeIfPresent(integrationId, (id, ours) -> ours.correctedBy(health));
    }
    if (own.containsKey(integrationId)) {
      changed.add(integrationId);
    }
    if (health != null && saysThatWeHaveAQueue(health)) {
      moved.add(integrationId);
    }
  }

  /** What is to be written now. */
  synchronized List<Health> due(Instant now, Standing standing) {
    moved.addAll(standing.waiting());
    changed.addAll(moved);
    List<Health> due = new ArrayList<>();
    for (String id : List.copyOf(changed)) {
      @Nullable Health before = published.get(id);
      @Nullable Health both = both(id, before, standing, now);
      if (both == null || both.equals(before)) {
        changed.remove(id);
        moved.remove(id);
      } else if (isDue(both, before, told.get(id), now)) {
        changed.remove(id);
        moved.remove(id);
        told.put(id, now);
        due.add(both);
      }
    }
    return due;
  }

  /** Of how many integrations the last word was that they fail. */
  synchronized long unhealthy() {
    return published.values().stream().filter(health -> !health.isHealthy()).count();
  }

  private @Nullable Health both(
      String id, @Nullable Health before, Standing standing, Instant now) {
    @Nullable Health ours = own.get(id);
    @Nullable LaneBacklog queue = standing.queue(id);
    if (ours == null && queue != null) {
      ours = Health.unknown(queue.account(), id);
    }
    @Nullable Health both = ours == null ? before : ours.with(before);
    return both == null || !moved.contains(id) ? both : both.with(notifier, standing.part(id, now));
  }

  private Set<HintKey> wrong(String integrationId) {
    return Stream.of(own.get(integrationId), published.get(integrationId))
        .filter(Objects::nonNull)
        .flatMap(health -> health.wrong().stream())
        .collect(Collectors.toSet());
  }

  private boolean saysThatWeHaveAQueue(Health health) {
    @Nullable QueuePart part = health.queues().get(notifier);
    return part != null && part.waiting() > 0;
  }

  /** Those that the topic has although there is no such integration, forgotten here as well. */
  synchronized List<Health> dropUnless(Predicate<Health> exists) {
    List<Health> gone = published.values().stream().filter(exists.negate()).toList();
    gone.forEach(
        health -> {
          own.remove(health.integrationId());
          told.remove(health.integrationId());
        });
    return gone;
  }

  /** What the topic says of queues that nobody has any more, as it is without them. */
  synchronized List<Health> withoutGoneQueues(Instant now) {
    return published.values().stream()
        .filter(health -> !health.withoutGone(notifier, now).equals(health))
        .map(health -> health.withoutGone(notifier, now))
        .toList();
  }

  private boolean isDue(
      Health both, @Nullable Health before, @Nullable Instant lastTold, Instant now) {
    @Nullable QueuePart part = both.queues().get(notifier);
    boolean news =
        before == null
            || before.isHealthy() != both.isHealthy()
            || !before.wrong().equals(both.wrong())
            || (both.remark() != null && !both.remark().equals(before.remark()))
            || (part != null && !part.isAsGoodAs(before.queues().get(notifier)));
    Duration pause =
        news ? BETWEEN_CHANGES : part != null && part.isLate() ? BETWEEN_LATE_SIGNS : BETWEEN_SIGNS;
    return lastTold == null || !now.isBefore(lastTold.plus(pause));
  }
}
