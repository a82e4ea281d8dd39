package dev.uplink.local.demo;

import dev.uplink.local.topic.WholeTopic;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What stands on the topics, as any consumer sees it. */
final class TopicView implements AutoCloseable {
  private static final Duration TICK = Duration.ofMillis(50);

  private final WholeTopic<Decision> decisionTopic;
  private final WholeTopic<RunCommand> commandTopic;
  private final List<Decision> decisions = new ArrayList<>();
  private final List<RunCommand> commands = new ArrayList<>();

  TopicView(Doors doors) {
    this.decisionTopic = new WholeTopic<>(doors.kafka(), doors.serdes(), Topics.DECISIONS);
    this.commandTopic = new WholeTopic<>(doors.kafka(), doors.serdes(), Topics.RUN_COMMANDS);
  }

  /** Waits for it. */
  Decision decision(String deliveryId) {
    if (!Patience.until(() -> !decisionsNow(deliveryId).isEmpty())) {
      throw new DemoFailedException("No decision came for the delivery " + deliveryId + ".");
    }
    return decisionsNow(deliveryId).getFirst();
  }

  /** Those that have come up to now; there must never be two. */
  List<Decision> decisionsNow(String deliveryId) {
    decisionTopic.poll(TICK).forEach(record -> decisions.add(record.value()));
    return decisions.stream()
        .filter(decision -> decision.getDeliveryId().equals(deliveryId))
        .toList();
  }

  /** Waits for so many. */
  List<RunCommand> commands(String deliveryId, int count) {
    if (!Patience.until(() -> commandsNow(deliveryId).size() >= count)) {
      throw new DemoFailedException(
          "%d of %d run commands came for the delivery %s."
              .formatted(commandsNow(deliveryId).size(), count, deliveryId));
    }
    return commandsNow(deliveryId);
  }

  private List<RunCommand> commandsNow(String deliveryId) {
    commandTopic.poll(TICK).forEach(record -> commands.add(record.value()));
    return commands.stream().filter(command -> command.getDeliveryId().equals(deliveryId)).toList();
  }

  @Override
  public void close() {
    decisionTopic.close();
    commandTopic.close();
  }
}
