package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every status is the one that decisions and updates call for, and never went backwards. */
final class StatusesFollowRuns implements Law {

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    List<Violation> found = new ArrayList<>();
    Map<String, Seen<CommitStatus>> latest = new HashMap<>();
    for (Seen<CommitStatus> status : evidence.of(Topics.COMMIT_STATUSES)) {
      @Nullable Seen<CommitStatus> before = latest.put(status.key(), status);
      if (before != null && before.value().getRevision() >= status.value().getRevision()) {
        found.add(
            Violation.of(
                Promise.A_STATUS_MOVES_FORWARD,
                status,
                "%s went from revision %d to %d"
                    .formatted(
                        status.key(), before.value().getRevision(), status.value().getRevision()),
                status.key()));
      }
    }
    Map<String, ExpectedStatuses.Of> expected = ExpectedStatuses.of(evidence);
    expected.entrySet().stream()
        .filter(entry -> evidence.isComplete(entry.getValue().first()))
        .flatMap(entry -> compare(entry.getKey(), entry.getValue(), latest.get(entry.getKey())))
        .forEach(found::add);
    latest.values().stream()
        .filter(status -> !expected.containsKey(status.key()) && evidence.isComplete(status))
        .map(
            status ->
                Violation.of(
                    Promise.A_STATUS_HAS_A_CAUSE,
                    status,
                    status.key() + " is shown, but no decision calls for it",
                    status.key()))
        .forEach(found::add);
    return found.stream();
  }

  private static Stream<Violation> compare(
      String key, ExpectedStatuses.Of wanted, @Nullable Seen<CommitStatus> status) {
    return difference(key, wanted.expected(), status)
        .filter(differs -> difference(key, wanted.orElse(), status).isPresent())
        .map(
            text -> {
              List<String> ids = new ArrayList<>(wanted.expected().runs());
              ids.add(key);
              ids.add(wanted.first().value().getDeliveryId());
              return Violation.of(
                  Promise.A_STATUS_SAYS_WHAT_RUNS_SAY,
                  wanted.first(),
                  text,
                  ids.toArray(String[]::new));
            })
        .stream();
  }

  private static Optional<String> difference(
      String key, CommitBoard.Expected wanted, @Nullable Seen<CommitStatus> status) {
    if (status == null) {
      return Optional.of("%s is missing; it should be %s".formatted(key, wanted.state()));
    }
    CommitStatus shown = status.value();
    if (shown.getState() != wanted.state()) {
      return Optional.of(
          "%s is %s; it should be %s".formatted(key, shown.getState(), wanted.state()));
    }
    return shown.getName().endsWith(wanted.nameOrEmpty())
        ? Optional.empty()
        : Optional.of(
            "%s is named '%s'; that should end with '%s'"
                .formatted(key, shown.getName(), wanted.nameOrEmpty()));
  }
}
