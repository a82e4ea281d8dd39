package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Each started or stopped run has its one command, and each command its outcome. */
final class CommandsFollowDecisions implements Law {
  private static final Set<String> ABANDONED = Set.of("INTEGRATION_DETACHED", "TARGET_DELETED");

  /** What both sides must agree on. */
  private record Order(RunAction action, String runId) {}

  @Override
  public Stream<Violation> violations(Evidence evidence) {
    Map<Order, Seen<Decision>> decided = decided(evidence);
    Map<Order, Seen<RunCommand>> commanded = new HashMap<>();
    List<Violation> found = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (Seen<RunCommand> command : evidence.of(Topics.RUN_COMMANDS)) {
      RunCommand value = command.value();
      Order order = new Order(value.getAction(), value.getRunId());
      if (!ids.add(value.getCommandId())) {
        found.add(doubled(command, "command " + value.getCommandId() + " was given twice"));
      } else if (commanded.put(order, command) != null && order.action() == RunAction.START) {
        found.add(doubled(command, "run " + order.runId() + " was started twice"));
      }
    }
    return Stream.of(
            found.stream(),
            missing(evidence, decided, commanded),
            surplus(evidence, decided, commanded))
        .flatMap(violations -> violations);
  }

  private static Stream<Violation> missing(
      Evidence evidence,
      Map<Order, Seen<Decision>> decided,
      Map<Order, Seen<RunCommand>> commanded) {
    return decided.entrySet().stream()
        .filter(entry -> evidence.isComplete(entry.getValue()))
        .filter(entry -> !commanded.containsKey(entry.getKey()))
        .map(
            entry ->
                Violation.of(
                    Promise.A_RUN_HAS_ITS_COMMAND,
                    entry.getValue(),
                    "the decision of %s has run %s without its %s"
                        .formatted(
                            entry.getValue().value().getDeliveryId(),
                            entry.getKey().runId(),
                            entry.getKey().action()),
                    entry.getValue().value().getDeliveryId(),
                    entry.getKey().runId()));
  }

  private static Stream<Violation> surplus(
      Evidence evidence,
      Map<Order, Seen<Decision>> decided,
      Map<Order, Seen<RunCommand>> commanded) {
    return commanded.entrySet().stream()
        .filter(entry -> evidence.isComplete(entry.getValue()))
        // An UPDATE adds to a run; the outcome it comes from is DEDUPLICATED and starts nothing.
        .filter(entry -> entry.getKey().action() != RunAction.UPDATE)
        .filter(entry -> !decided.containsKey(entry.getKey()))
        .filter(entry -> !isAbandoned(entry.getValue().value(), commanded))
        .map(
            entry ->
                Violation.of(
                    Promise.A_COMMAND_HAS_ITS_DECISION,
                    entry.getValue(),
                    "%s of run %s, which no decision names"
                        .formatted(entry.getKey().action(), entry.getKey().runId()),
                    entry.getValue().value().getDeliveryId(),
                    entry.getKey().runId()));
  }

  /**
   * A run whose target or integration was deleted is stopped without an event, so no decision can
   * name it; but it was started.
   */
  private static boolean isAbandoned(RunCommand command, Map<Order, Seen<RunCommand>> commanded) {
    return command.getAction() == RunAction.STOP
        && ABANDONED.contains("" + command.getReason())
        && commanded.containsKey(new Order(RunAction.START, command.getRunId()));
  }

  private static Map<Order, Seen<Decision>> decided(Evidence evidence) {
    Map<Order, Seen<Decision>> orders = new HashMap<>();
    for (Seen<Decision> decision : evidence.of(Topics.DECISIONS)) {
      for (DecisionOutcome outcome : decision.value().getOutcomes()) {
        @Nullable String run = outcome.getRunId();
        if (run != null && outcome.getOutcome() == OutcomeType.STARTED) {
          orders.putIfAbsent(new Order(RunAction.START, run), decision);
        } else if (run != null && outcome.getOutcome() == OutcomeType.STOPPED) {
          orders.putIfAbsent(new Order(RunAction.STOP, run), decision);
        }
      }
    }
    return orders;
  }

  private static Violation doubled(Seen<RunCommand> command, String text) {
    RunCommand value = command.value();
    return Violation.of(
        Promise.A_COMMAND_IS_GIVEN_ONCE, command, text, value.getDeliveryId(), value.getRunId());
  }
}
