package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The newest revision of every status reached Bitbucket and is what it shows. */
final class StatusesAreDelivered implements Law {
  /** The others tell of a try, not of what Bitbucket has. */
  private static final Set<DeliveryOutcome> LAST_WORDS =
      Set.of(DeliveryOutcome.DELIVERED, DeliveryOutcome.REFUSED, DeliveryOutcome.GAVE_UP);

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    Map<String, Seen<CommitStatus>> latest = new HashMap<>();
    evidence.of(Topics.COMMIT_STATUSES).forEach(status -> latest.put(status.key(), status));
    Map<String, Seen<StatusDelivery>> last = new HashMap<>();
    evidence.of(Topics.STATUS_DELIVERIES).stream()
        .filter(told -> LAST_WORDS.contains(told.value().getOutcome()))
        .forEach(told -> last.put(told.key(), told));
    return latest.values().stream()
        .filter(evidence::isComplete)
        .flatMap(status -> told(status, last.get(status.key()), evidence.shown()).stream());
  }

  /** A crash may tell an older revision again, but never as the last word. */
  private static Optional<Violation> told(
      Seen<CommitStatus> status,
      @Nullable Seen<StatusDelivery> last,
      Optional<Map<String, String>> shown) {
    long revision = status.value().getRevision();
    if (last == null || last.value().getRevision() != revision) {
      String told = last == null ? "nothing" : "revision " + last.value().getRevision();
      return undelivered(status, "the last that Bitbucket was told is " + told);
    }
    // What Bitbucket refused for good it does not show, and a dead letter or the reason says so.
    if (last.value().getOutcome() != DeliveryOutcome.DELIVERED) {
      return Optional.empty();
    }
    return shown.flatMap(states -> seen(status, states));
  }

  private static Optional<Violation> undelivered(Seen<CommitStatus> status, String why) {
    String text =
        "revision %d of %s is not delivered: %s"
            .formatted(status.value().getRevision(), status.key(), why);
    return Optional.of(Violation.of(Promise.A_STATUS_IS_DELIVERED, status, text, status.key()));
  }

  private static Optional<Violation> seen(Seen<CommitStatus> status, Map<String, String> states) {
    String shown = states.getOrDefault(BitbucketKey.of(status.value()), "nothing");
    if (means(status.value().getState(), shown)) {
      return Optional.empty();
    }
    String text =
        "%s is %s and Bitbucket shows %s".formatted(status.key(), status.value().getState(), shown);
    return Optional.of(Violation.of(Promise.BITBUCKET_SHOWS_IT, status, text, status.key()));
  }

  /** Data Center calls a stopped build cancelled, and older ones know no word for it but red. */
  private static boolean means(CommitStatusState state, String shown) {
    return state.name().equals(shown)
        || (state == CommitStatusState.STOPPED && Set.of("CANCELLED", "FAILED").contains(shown));
  }
}
