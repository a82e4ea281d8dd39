package dev.uplink.ingress.controlplane.delivery;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a list of deliveries is narrowed to; null narrows nothing.
 *
 * @param repositoryKeys any of these; one for each product that may be meant
 * @param commitSha 40 hex digits, or at least the first seven
 * @param outcome what at least one target of it had
 */
record DeliveryFilter(
    @Nullable String integrationId,
    @Nullable List<String> repositoryKeys,
    @Nullable String commitSha,
    @Nullable String targetId,
    @Nullable AskedOutcome outcome) {

  /** Reads the parameters of a request, as they came. */
  static DeliveryFilter of(
      String accountId,
      @Nullable String integrationId,
      @Nullable String provider,
      @Nullable String repository,
      @Nullable String commitSha,
      @Nullable String targetId,
      @Nullable String outcome) {
    return new DeliveryFilter(
        integrationId,
        repositoryKeys(accountId, Provider.ofQuery(provider), repository),
        commit(commitSha),
        targetId,
        outcome(outcome));
  }

  private static @Nullable List<String> repositoryKeys(
      String accountId, @Nullable Provider provider, @Nullable String repository) {
    if (repository == null) {
      if (provider != null) {
        throw Refused.field(
            ProblemCode.FIELD_MISSING, "repository", "repository: provider needs one.");
      }
      return null;
    }
    String[] parts = repository.split("/", -1);
    if (parts.length != 2 || parts[0].isEmpty() || parts[1].isEmpty()) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID, "repository", "repository: expected namespace/repository.");
    }
    Stream<Provider> meant =
        provider == null ? Arrays.stream(Provider.values()) : Stream.of(provider);
    return meant
        .map(
            one ->
                new RepositoryKey(new AccountId(accountId), one.product(), parts[0], parts[1])
                    .toString())
        .toList();
  }

  private static @Nullable String commit(@Nullable String text) {
    if (text != null && !text.matches("[0-9a-f]{7,40}")) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID,
          "commitSha",
          "commitSha: expected 7 to 40 hex digits, lower case.");
    }
    return text;
  }

  private static @Nullable AskedOutcome outcome(@Nullable String text) {
    if (text == null) {
      return null;
    }
    for (AskedOutcome outcome : AskedOutcome.values()) {
      if (outcome.name().equals(text)) {
        return outcome;
      }
    }
    throw Refused.field(
        ProblemCode.FIELD_INVALID,
        "outcome",
        "outcome: expected one of " + List.of(AskedOutcome.values()));
  }
}
