package dev.uplink.notifier.health;

import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The latest that is known of an integration's calls. Several notifiers call for one integration,
 * and each knows its own calls only: what they know together is the later of each, in whatever
 * order and however often it is brought together.
 *
 * @param successAt the last call that Bitbucket accepted; null if none is known of
 * @param trouble the last one that failed, before others one for a reason of the whole integration
 *     that no success has followed; null for none
 * @param queues what waits, by notifier
 * @param hints what should be put right in Bitbucket, or was
 */
record Health(
    AccountId account,
    String integrationId,
    @Nullable Instant successAt,
    @Nullable Trouble trouble,
    Map<String, QueuePart> queues,
    Map<HintKey, Hint> hints) {
  /** An integration may be used in any number of workspaces; a record must not grow with them. */
  private static final int MOST_HINTS = 20;

  /** By then every notifier has read that it was put right, and need not be told any more. */
  private static final Duration FOUND_IS_TOLD_FOR = Duration.ofHours(1);

  /**
   * A scope that no call was refused for so long, while others went well, is one that is not used:
   * what takes it would never be told again.
   */
  private static final Duration SCOPE_MISSED_FOR = Duration.ofDays(7);

  /** A notifier that said nothing for so long is gone, and its queue another's. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  Health {
    queues = Map.copyOf(queues);
    if (trouble != null && !trouble.isSince(successAt)) {
      // What is over was of all, for all that its record tells.
      trouble = new Trouble(trouble.at(), trouble.words(), true);
    }
    hints = few(hints, successAt);
  }

  static Health unknown(AccountId account, String integrationId) {
    return new Health(account, integrationId, null, null, Map.of(), Map.of());
  }

  static Health succeeded(AccountId account, String integrationId, Instant at) {
    return new Health(account, integrationId, at, null, Map.of(), Map.of());
  }

  static Health failed(AccountId account, String integrationId, Instant at, String error) {
    return new Health(
        account, integrationId, null, new Trouble(at, error, true), Map.of(), Map.of());
  }

  /** One call failed, and others need not: nothing to be unhealthy for, but to be told. */
  static Health refused(AccountId account, String integrationId, Instant at, String error) {
    return new Health(
        account, integrationId, null, new Trouble(at, error, false), Map.of(), Map.of());
  }

  /** The same, with what was found to be right or wrong, too. */
  Health with(HintKey what, Hint found) {
    return new Health(
        account, integrationId, successAt, trouble, queues, both(hints, Map.of(what, found)));
  }

  /**
   * The same, but that the app works only in workspaces where it did not: of the rest nothing is to
   * be taken back, and there may be very many. That a scope is there may be found before it was
   * heard that another notifier missed it.
   */
  Health takingBackOnly(Set<HintKey> wrong) {
    return new Health(
        account,
        integrationId,
        successAt,
        trouble,
        queues,
        hints.entrySet().stream()
            .filter(
                entry ->
                    entry.getValue().active()
                        || entry.getKey().isOfScope()
                        || wrong.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** With what was found later of its own hints, and nothing else. */
  Health correctedBy(Health other) {
    Map<HintKey, Hint> later = new HashMap<>(hints);
    later.replaceAll((what, found) -> found.or(other.hints.getOrDefault(what, found)));
    return new Health(account, integrationId, successAt, trouble, queues, later);
  }

  /** What is to be put right, by people. */
  Set<HintKey> wrong() {
    return hints.entrySet().stream()
        .filter(entry -> entry.getValue().active())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * A scope is missing until a call that takes it goes well, or none was refused for a week:
   * between those that fail there may be any number that take another one.
   */
  boolean isHealthy() {
    boolean fails = trouble != null && trouble.ofAll() && trouble.isSince(successAt);
    return !fails && wrong().stream().noneMatch(HintKey::isOfScope);
  }

  /** What failed last although the integration works; null when nothing did since. */
  @Nullable String remark() {
    return trouble == null || trouble.ofAll() ? null : trouble.words();
  }

  /** What both know. */
  Health with(@Nullable Health other) {
    if (other == null) {
      return this;
    }
    @Nullable Instant success = later(successAt, other.successAt);
    return new Health(
        account,
        integrationId,
        success,
        Trouble.of(trouble, other.trouble, success),
        latest(queues, other.queues),
        both(hints, other.hints));
  }

  /** With what waits at one notifier now, and without those that are gone. */
  Health with(String notifier, QueuePart part) {
    Map<String, QueuePart> parts = new HashMap<>(queues);
    parts.values().removeIf(old -> old.at().isBefore(part.at().minus(FORGOTTEN_AFTER)));
    parts.put(notifier, part);
    return new Health(account, integrationId, successAt, trouble, parts, hints);
  }

  /**
   * Without queues of others that were not told of for so long: whoever has one tells of it every
   * few minutes.
   */
  Health withoutGone(String notifier, Instant now) {
    Map<String, QueuePart> parts = new HashMap<>(queues);
    parts
        .entrySet()
        .removeIf(
            part ->
                !part.getKey().equals(notifier)
                    && part.getValue().waiting() > 0
                    && part.getValue().at().isBefore(now.minus(FORGOTTEN_AFTER)));
    return new Health(account, integrationId, successAt, trouble, parts, hints);
  }

  private static Map<String, QueuePart> latest(
      Map<String, QueuePart> one, Map<String, QueuePart> other) {
    Map<String, QueuePart> both = new HashMap<>(one);
    other.forEach(
        (notifier, part) -> both.merge(notifier, part, (a, b) -> a.at().isBefore(b.at()) ? b : a));
    return both;
  }

  private static Map<HintKey, Hint> both(Map<HintKey, Hint> one, Map<HintKey, Hint> other) {
    Map<HintKey, Hint> both = new HashMap<>(one);
    other.forEach((what, found) -> both.merge(what, found, Hint::or));
    return both;
  }

  /**
   * The first by name, whatever is found there: were it those that are active, or the latest, what
   * takes a hint back could be left out while another notifier still knows the hint, and notifiers
   * would write against each other for ever.
   */
  private static Map<HintKey, Hint> few(Map<HintKey, Hint> hints, @Nullable Instant successAt) {
    return hints.entrySet().stream()
        .filter(
            entry ->
                successAt == null
                    || toldFor(entry.getKey(), entry.getValue())
                        .map(time -> !entry.getValue().at().isBefore(successAt.minus(time)))
                        .orElse(true))
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_HINTS)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** Until when, by the last success and no clock, so that all agree. Empty for always. */
  private static Optional<Duration> toldFor(HintKey what, Hint found) {
    if (!found.active()) {
      return Optional.of(FOUND_IS_TOLD_FOR);
    }
    return what.isOfScope() ? Optional.of(SCOPE_MISSED_FOR) : Optional.empty();
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
