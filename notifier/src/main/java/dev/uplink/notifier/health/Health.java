package dev.uplink.notifier.health;

import dev.uplink.schemas.id.AccountId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
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
 * @param links whether Cloud tells pull requests of commits, by workspace
 */
record Health(
    AccountId account,
    String integrationId,
    @Nullable Instant successAt,
    @Nullable Trouble trouble,
    Map<String, QueuePart> queues,
    Map<String, CommitLinks> links) {
  /** An integration may be used in any number of workspaces; a record must not grow with them. */
  private static final int MOST_LINKS = 20;

  /** By then every notifier has read that the app is there, and need not be told any more. */
  private static final Duration FOUND_IS_TOLD_FOR = Duration.ofHours(1);

  /** A notifier that said nothing for so long is gone, and its queue another's. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(15);

  Health {
    queues = Map.copyOf(queues);
    if (trouble != null && !trouble.isSince(successAt)) {
      // What is over was of all, for all that its record tells.
      trouble = new Trouble(trouble.at(), trouble.words(), true);
    }
    links = few(links, successAt);
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

  /** The same, with what was found of the app in a workspace, too. */
  Health with(String workspace, CommitLinks found) {
    return new Health(
        account, integrationId, successAt, trouble, queues, both(links, Map.of(workspace, found)));
  }

  /**
   * The same, but that the app is there only of workspaces in which it was missing: elsewhere
   * nothing is to be taken back, and there may be very many.
   */
  Health takingBackOnly(Set<String> missing) {
    return new Health(
        account,
        integrationId,
        successAt,
        trouble,
        queues,
        links.entrySet().stream()
            .filter(entry -> entry.getValue().missing() || missing.contains(entry.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** With what was found later in the workspaces of which this knows, and nothing else. */
  Health correctedBy(Health other) {
    Map<String, CommitLinks> later = new HashMap<>(links);
    later.replaceAll((workspace, found) -> found.or(other.links.getOrDefault(workspace, found)));
    return new Health(account, integrationId, successAt, trouble, queues, later);
  }

  /** Workspaces in which the app is missing, for people to install it. */
  Set<String> withoutLinks() {
    return links.entrySet().stream()
        .filter(entry -> entry.getValue().missing())
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  boolean isHealthy() {
    return trouble == null || !trouble.ofAll() || !trouble.isSince(successAt);
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
        both(links, other.links));
  }

  /** With what waits at one notifier now, and without those that are gone. */
  Health with(String notifier, QueuePart part) {
    Map<String, QueuePart> parts = new HashMap<>(queues);
    parts.values().removeIf(old -> old.at().isBefore(part.at().minus(FORGOTTEN_AFTER)));
    parts.put(notifier, part);
    return new Health(account, integrationId, successAt, trouble, parts, links);
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
    return new Health(account, integrationId, successAt, trouble, parts, links);
  }

  private static Map<String, QueuePart> latest(
      Map<String, QueuePart> one, Map<String, QueuePart> other) {
    Map<String, QueuePart> both = new HashMap<>(one);
    other.forEach(
        (notifier, part) -> both.merge(notifier, part, (a, b) -> a.at().isBefore(b.at()) ? b : a));
    return both;
  }

  private static Map<String, CommitLinks> both(
      Map<String, CommitLinks> one, Map<String, CommitLinks> other) {
    Map<String, CommitLinks> both = new HashMap<>(one);
    other.forEach((workspace, links) -> both.merge(workspace, links, CommitLinks::or));
    return both;
  }

  /**
   * The first by name, whatever is found there: were it those that are missing, or the latest, what
   * takes a hint back could be left out while another notifier still knows the hint, and notifiers
   * would write against each other for ever.
   */
  private static Map<String, CommitLinks> few(
      Map<String, CommitLinks> links, @Nullable Instant successAt) {
    return links.entrySet().stream()
        .filter(
            entry ->
                entry.getValue().missing()
                    || successAt == null
                    || !entry.getValue().at().isBefore(successAt.minus(FOUND_IS_TOLD_FOR)))
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_LINKS)
        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isAfter(other) ? one : other;
  }
}
