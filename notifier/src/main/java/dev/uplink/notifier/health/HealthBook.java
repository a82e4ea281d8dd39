package dev.uplink.notifier.health;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
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

  private final Map<String, Health> own = new HashMap<>();
  private final Map<String, Health> published = new HashMap<>();
  private final Map<String, Instant> told = new HashMap<>();
  private final Set<String> changed = new HashSet<>();

  /** Of a call that was made here. */
  synchronized void note(Health seen) {
    own.merge(seen.integrationId(), seen, Health::with);
    changed.add(seen.integrationId());
  }

  /** What the topic says, whoever wrote it. */
  synchronized void heard(String integrationId, @Nullable Health health) {
    if (health == null) {
      published.remove(integrationId);
    } else {
      published.put(integrationId, health);
    }
    if (own.containsKey(integrationId)) {
      changed.add(integrationId);
    }
  }

  /** What is to be written now. */
  synchronized List<Health> due(Instant now) {
    List<Health> due = new ArrayList<>();
    for (String id : List.copyOf(changed)) {
      @Nullable Health ours = own.get(id);
      @Nullable Health before = published.get(id);
      @Nullable Health both = ours == null ? null : ours.with(before);
      if (both == null || both.equals(before)) {
        changed.remove(id);
      } else if (isDue(both, before, told.get(id), now)) {
        changed.remove(id);
        told.put(id, now);
        due.add(both);
      }
    }
    return due;
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

  private static boolean isDue(
      Health both, @Nullable Health before, @Nullable Instant told, Instant now) {
    boolean news = before == null || before.isHealthy() != both.isHealthy();
    Duration pause = news ? BETWEEN_CHANGES : BETWEEN_SIGNS;
    return told == null || !now.isBefore(told.plus(pause));
  }
}
