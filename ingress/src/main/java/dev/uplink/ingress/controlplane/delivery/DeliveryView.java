package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.schemas.id.RepositoryKey;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A delivery as the API shows it.
 *
 * @param receivedAt of a trigger, when it was decided
 * @param namespace in Bitbucket's case once it is decided, until then in lower case
 * @param partition of uplink.webhooks, where its bytes are; null while that is not known
 */
@Introspected
public record DeliveryView(
    String id,
    Instant receivedAt,
    Delivery.Status status,
    @Nullable String integrationId,
    Provider provider,
    @Nullable String namespace,
    @Nullable String repository,
    @Nullable String eventKey,
    @Nullable String requestId,
    @Nullable String hookId,
    @Nullable Integer attempt,
    @Nullable String userAgent,
    @Nullable String secretId,
    @Nullable Integer bodyBytes,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable String replayOf,
    @Nullable DecisionView decision,
    @Nullable DeadEnd deadLetter) {

  public static DeliveryView of(Delivery delivery, List<Outcome> outcomes) {
    Subject subject = delivery.subject();
    Arrival arrival = delivery.arrival();
    Verdict verdict = delivery.verdict();
    return new DeliveryView(
        subject.id(),
        arrival == null ? subject.at() : arrival.receivedAt(),
        delivery.status(),
        subject.integrationId(),
        subject.provider(),
        verdict == null ? named(subject, RepositoryKey::namespace) : verdict.namespace(),
        verdict == null ? named(subject, RepositoryKey::repository) : verdict.repository(),
        subject.eventKey(),
        arrival == null ? null : arrival.requestId(),
        arrival == null ? null : arrival.hookId(),
        arrival == null ? null : arrival.attempt(),
        arrival == null ? null : arrival.userAgent(),
        arrival == null ? null : arrival.secretId(),
        arrival == null ? null : arrival.bodyBytes(),
        arrival == null ? null : arrival.partition(),
        arrival == null ? null : arrival.offset(),
        subject.replayOf(),
        verdict == null ? null : DecisionView.of(verdict, outcomes),
        delivery.deadEnd());
  }

  private static @Nullable String named(Subject subject, Function<RepositoryKey, String> part) {
    RepositoryKey key = RepositoryKey.parse(subject.repositoryKey());
    return key.namesRepository() ? part.apply(key) : null;
  }
}
