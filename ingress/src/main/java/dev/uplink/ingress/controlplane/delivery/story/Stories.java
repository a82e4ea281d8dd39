package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.Deliveries;
import dev.uplink.ingress.controlplane.delivery.Delivery;
import dev.uplink.ingress.controlplane.delivery.DeliveryView;
import dev.uplink.ingress.controlplane.delivery.Outcome;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import dev.uplink.ingress.controlplane.integration.Integration;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.IgnoredReason;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gathers what the story of a delivery is made of, as far as the caller may know it. */
public final class Stories {
  /**
   * Its own questions bear the broker's time, which is that of its arrival at Kafka by another
   * clock. Those of events that come right after it may be named, too.
   */
  private static final Duration ASKED_WITHIN = Duration.ofSeconds(10);

  private final AccountTransactions transactions;
  private final Deliveries deliveries;
  private final StoryStore store;
  private final CallerRights rights;

  public Stories(
      AccountTransactions transactions,
      Deliveries deliveries,
      StoryStore store,
      CallerRights rights) {
    this.transactions = transactions;
    this.deliveries = deliveries;
    this.store = store;
    this.rights = rights;
  }

  /**
   * The delivery with every outcome that the caller may know of: as many as one decision has. The
   * counts are of all.
   */
  ToldDelivery get(Caller caller, String id) {
    return transactions.read(
        () -> {
          Deliveries.Details details = deliveries.details(caller, id);
          Delivery delivery = details.delivery();
          Facts facts = facts(caller, delivery, details.outcomes(), details.integration());
          return new ToldDelivery(
              DeliveryView.of(delivery, facts.shownOutcomes()), Storyteller.tell(facts));
        });
  }

  private Facts facts(
      Caller caller, Delivery delivery, List<Outcome> outcomes, Optional<Integration> integration) {
    Subject subject = delivery.subject();
    @Nullable Arrival arrival = delivery.arrival();
    @Nullable Verdict verdict = delivery.verdict();
    @Nullable String integrationId = subject.integrationId();
    @Nullable String spaceId = verdict == null ? null : verdict.spaceId();
    Set<String> runs =
        outcomes.stream()
            .map(Outcome::runId)
            .filter(Objects::nonNull)
            .collect(Collectors.toUnmodifiableSet());
    return new Facts(
        delivery,
        outcomes,
        integration.map(one -> new Facts.Named(one.slug(), one.name())).orElse(null),
        Optional.ofNullable(spaceId)
            .or(() -> integration.map(Integration::spaceId))
            .flatMap(space -> store.spacePath(subject.accountId(), space))
            .orElse(null),
        arrival == null || integrationId == null
            ? null
            : store.secret(integrationId, arrival.secretId()).orElse(null),
        verdict == null ? open(delivery) : store.lookups(verdict.lookupIds()),
        bystanders(caller, delivery, outcomes),
        verdict == null ? List.of() : store.commands(subject.id(), runs),
        store.runs(runs),
        verdict == null || integrationId == null
            ? List.of()
            : store.statuses(integrationId, subject.repositoryKey(), verdict.commitShas()),
        hiddenTargets(caller, outcomes));
  }

  /** What an event has waited for longer is decided without it. */
  private List<Lookup> open(Delivery delivery) {
    Subject subject = delivery.subject();
    @Nullable String integrationId = subject.integrationId();
    return integrationId == null || delivery.isTrigger()
        ? List.of()
        : store.openLookups(
            subject.repositoryKey(),
            integrationId,
            subject.at().minus(Limits.LOOKUP_WAIT),
            subject.at().plus(ASKED_WITHIN));
  }

  /** Who else has the repository; none where its stacks and modules were not looked for. */
  private List<Attached> bystanders(Caller caller, Delivery delivery, List<Outcome> outcomes) {
    @Nullable Verdict verdict = delivery.verdict();
    if (verdict == null || delivery.isTrigger()) {
      return List.of();
    }
    @Nullable String ignored = verdict.ignoredReason();
    if (ignored != null && !ignored.equals(IgnoredReason.NO_TARGETS.name())) {
      return List.of();
    }
    Rights held = rights.of(caller);
    Set<String> decided =
        outcomes.stream().map(Outcome::targetId).collect(Collectors.toUnmodifiableSet());
    return store.attached(delivery.subject().repositoryKey()).stream()
        .filter(one -> !decided.contains(one.targetId()))
        .filter(one -> held.areForEverything() || held.has(Role.READER, one.spaceId()))
        .map(one -> one.asSeenWith(held))
        .toList();
  }

  /** What is gone is nowhere, so that nobody is kept from knowing that it was. */
  private Set<String> hiddenTargets(Caller caller, List<Outcome> outcomes) {
    Rights held = rights.of(caller);
    if (held.areForEverything() || outcomes.isEmpty()) {
      return Set.of();
    }
    Set<String> targets =
        outcomes.stream().map(Outcome::targetId).collect(Collectors.toUnmodifiableSet());
    return store.placesOfTargets(caller.accountId(), targets).stream()
        .filter(place -> !held.has(Role.READER, place.spaceId()))
        .map(StoryStore.Place::targetId)
        .collect(Collectors.toUnmodifiableSet());
  }
}
