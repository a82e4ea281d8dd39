package dev.uplink.e2e.kill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What must be on the topics in the end. */
final class Reckoning {
  private final Rig rig;

  Reckoning(Rig rig) {
    this.rig = rig;
  }

  void of(Set<String> accepted) {
    await("a decision of each accepted webhook")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofSeconds(1))
        .until(() -> missing(accepted).isEmpty());
    List<Decision> decisions = all(Topics.DECISIONS);
    List<RunCommand> commands = all(Topics.RUN_COMMANDS);
    assertThat(decisions.stream().map(Decision::getDeliveryId)).doesNotHaveDuplicates();
    assertThat(commands.stream().map(RunCommand::getCommandId)).doesNotHaveDuplicates();
    assertThat(started(decisions))
        .isEqualTo(new TreeSet<>(commands.stream().map(RunCommand::getRunId).toList()));
    assertThat(all(Topics.DEAD_LETTERS)).isEmpty();
  }

  private Set<String> missing(Set<String> accepted) {
    Set<String> missing = new HashSet<>(accepted);
    all(Topics.DECISIONS).forEach(decision -> missing.remove(decision.getDeliveryId()));
    return missing;
  }

  private static Set<String> started(List<Decision> decisions) {
    Set<String> runs = new TreeSet<>();
    for (Decision decision : decisions) {
      for (DecisionOutcome outcome : decision.getOutcomes()) {
        if (outcome.getOutcome() == OutcomeType.STARTED) {
          runs.add(String.valueOf(outcome.getRunId()));
        }
      }
    }
    return runs;
  }

  private <V extends SpecificRecord> List<V> all(Topic<V> topic) {
    return rig.all(topic).stream().map(ConsumerRecord::value).toList();
  }
}
