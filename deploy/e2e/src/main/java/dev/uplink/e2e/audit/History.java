package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.avro.TriggerRequest;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Everything that was recorded about some ids, in the order of time, a line each. */
final class History {
  private History() {}

  static List<String> of(Evidence evidence, Set<String> ids) {
    return evidence
        .everything()
        .filter(record -> mentioned(record).anyMatch(ids::contains))
        .sorted(Seen.IN_TIME)
        .map(record -> "%s  %s  %s".formatted(record.at(), record.origin(), line(record)))
        .toList();
  }

  private static Stream<String> mentioned(Seen<?> record) {
    return Stream.concat(Stream.of(record.origin(), record.key()), ids(record.value()))
        .filter(id -> !id.isEmpty());
  }

  private static Stream<String> ids(Object value) {
    return switch (value) {
      case RawWebhook webhook -> Stream.of(webhook.getDeliveryId());
      case TriggerRequest trigger -> Stream.of(trigger.getTriggerId());
      case Decision decision ->
          Stream.concat(
              Stream.of(decision.getDeliveryId()),
              decision.getOutcomes().stream()
                  .map(outcome -> Objects.requireNonNullElse(outcome.getRunId(), "")));
      case RunCommand command -> Stream.of(command.getDeliveryId(), command.getRunId());
      case Rejection rejection -> Stream.of(rejection.getDeliveryId());
      case RunUpdate update -> Stream.of(update.getRunId());
      case DeadLetter letter -> Stream.of(Objects.requireNonNullElse(letter.getDeliveryId(), ""));
      // What else there is, is found by its key or origin.
      default -> Stream.empty();
    };
  }

  private static String line(Seen<?> record) {
    return switch (record.value()) {
      case RawWebhook webhook ->
          "webhook %s %s".formatted(webhook.getEventKey(), webhook.getDeliveryId());
      case TriggerRequest trigger ->
          "trigger %s by %s".formatted(trigger.getTriggerId(), trigger.getTriggeredBy());
      case Decision decision -> decision(decision);
      case RunCommand command ->
          "%s %s %s (command %s)"
              .formatted(
                  command.getAction(),
                  command.getRunType(),
                  command.getRunId(),
                  command.getCommandId());
      case Rejection rejection ->
          "rejection of %s: %s".formatted(rejection.getTargetSlug(), rejection.getReason());
      case RunUpdate update ->
          "run %s is %s, version %d"
              .formatted(update.getRunId(), update.getState(), update.getStateVersion());
      case CommitStatus status ->
          "status %s revision %d: %s, '%s'"
              .formatted(
                  status.getKey(), status.getRevision(), status.getState(), status.getName());
      case StatusDelivery told ->
          "told Bitbucket %s revision %d: %s (HTTP %s, attempt %d)"
              .formatted(
                  told.getKey(),
                  told.getRevision(),
                  told.getOutcome(),
                  told.getHttpStatus(),
                  told.getAttempt());
      case DeadLetter letter ->
          "dead letter of %s: %s, %s"
              .formatted(letter.getApplication(), letter.getReason(), letter.getMessage());
      default -> record.value().toString();
    };
  }

  private static String decision(Decision decision) {
    String outcomes =
        decision.getOutcomes().stream()
            .map(
                outcome ->
                    "%s %s %s"
                        .formatted(
                            outcome.getOutcome(),
                            outcome.getTargetSlug(),
                            Objects.requireNonNullElse(outcome.getRunId(), "")))
            .collect(Collectors.joining("; "));
    return "decision of %s: %s %s"
        .formatted(
            decision.getDeliveryId(),
            Objects.requireNonNullElse(decision.getIgnoredReason(), ""),
            outcomes);
  }
}
