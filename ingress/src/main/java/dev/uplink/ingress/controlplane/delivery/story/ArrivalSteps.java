package dev.uplink.ingress.controlplane.delivery.story;

import dev.uplink.ingress.controlplane.delivery.Arrival;
import dev.uplink.ingress.controlplane.delivery.Delivery;
import dev.uplink.ingress.controlplane.delivery.Subject;
import dev.uplink.ingress.controlplane.delivery.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How a story begins: what came, and whose it is. */
final class ArrivalSteps {
  private ArrivalSteps() {}

  static Step received(Facts facts) {
    Subject subject = facts.delivery().subject();
    @Nullable Arrival arrival = facts.delivery().arrival();
    if (facts.delivery().isTrigger()) {
      return Step.at(subject.at(), StepKind.RECEIVED, "A run was asked for, by no webhook.")
          .build();
    }
    if (arrival == null) {
      return Step.at(
              subject.at(),
              StepKind.RECEIVED,
              "A webhook came, of which only what it led to has been read.")
          .build();
    }
    VerifyingSecret.Standing standing =
        VerifyingSecret.standing(facts.secret(), arrival.receivedAt());
    @Nullable String original = subject.replayOf();
    String text =
        original == null
            ? "%s came with %d bytes%s, signed with %s."
                .formatted(
                    event(subject),
                    arrival.bodyBytes(),
                    attempts(arrival),
                    signedWith(standing, facts.secret()))
            : "%s was put through again: the %d bytes of delivery %s, whose signature was checked then."
                .formatted(event(subject), arrival.bodyBytes(), original);
    return Step.at(arrival.receivedAt(), StepKind.RECEIVED, text)
        .outcome(standing.name())
        .delivery(original)
        .build();
  }

  private static String event(Subject subject) {
    @Nullable String key = subject.eventKey();
    return key == null || key.isEmpty() ? "A webhook without an event key" : key;
  }

  private static String attempts(Arrival arrival) {
    @Nullable Integer attempt = arrival.attempt();
    return attempt == null || attempt < 2 ? "" : ", at attempt " + attempt + " of Bitbucket's";
  }

  private static String signedWith(
      VerifyingSecret.Standing standing, @Nullable VerifyingSecret secret) {
    return switch (standing) {
      case CURRENT -> "the integration's current webhook secret" + since(secret);
      case PREVIOUS -> "a previous webhook secret, replaced and still accepted" + since(secret);
      case UNKNOWN -> "a webhook secret that is gone by now";
    };
  }

  private static String since(@Nullable VerifyingSecret secret) {
    if (secret == null) {
      return "";
    }
    @Nullable Instant replaced = secret.replacedAt();
    return " (made %s%s)"
        .formatted(secret.createdAt(), replaced == null ? "" : ", replaced " + replaced);
  }

  static Step resolved(Facts facts) {
    @Nullable Verdict verdict = facts.delivery().verdict();
    @Nullable Arrival arrival = facts.delivery().arrival();
    Facts.@Nullable Named now = facts.integration();
    @Nullable String slug = verdict == null ? null : verdict.integrationSlug();
    String name;
    if (now != null) {
      name = "integration %s (%s)".formatted(now.slug(), now.name());
    } else if (slug != null) {
      name = "integration %s, which is gone by now,".formatted(slug);
    } else {
      name = "an integration that is not known (any more)";
    }
    @Nullable String path = facts.spacePath();
    @Nullable String spaceId = verdict == null ? null : verdict.spaceId();
    String space = path != null ? path : spaceId;
    Instant at = arrival == null ? facts.delivery().subject().at() : arrival.receivedAt();
    return Step.at(
            at,
            StepKind.RESOLVED,
            "It is for %s%s.".formatted(name, space == null ? "" : " in Space " + space))
        .build();
  }

  /**
   * @param waits whether Bitbucket was asked for it, or for an event that came before it
   */
  static Step undecided(Delivery delivery, boolean waits) {
    String text =
        waits
            ? "It is not decided: it waits for that, or for its turn behind an event that does."
            : "No decision on it has been read: the processor has not come to it, or waits for an"
                + " answer of Bitbucket.";
    return Step.at(delivery.subject().at(), StepKind.UNDECIDED, text).build();
  }
}
