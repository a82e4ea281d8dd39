package dev.uplink.e2e.kill;

import static org.awaitility.Awaitility.await;

import dev.uplink.local.PartName;
import dev.uplink.schemas.topic.Topic;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.Node;

/** What Kafka says of itself, as operators see it. */
final class Cluster implements AutoCloseable {
  private static final Set<GroupState> REBALANCING =
      Set.of(GroupState.PREPARING_REBALANCE, GroupState.COMPLETING_REBALANCE);

  private final Admin admin;

  Cluster(String bootstrapServers) {
    admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers));
  }

  /** Returns in the middle of a group's rebalance. */
  void awaitRebalance(String group) {
    await("a rebalance of " + group)
        .atMost(Duration.ofMinutes(1))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> REBALANCING.contains(state(group)));
  }

  void awaitStable(String group) {
    await("the end of a rebalance of " + group)
        .atMost(Duration.ofMinutes(1))
        .until(() -> state(group) == GroupState.STABLE);
  }

  /** The broker that all writes to a topic's first partition go to. */
  PartName leaderOf(Topic<?> topic) throws ExecutionException, InterruptedException {
    Node leader = described(topic).partitions().getFirst().leader();
    return broker(leader.id());
  }

  /** The broker that decides whether a transaction of the service is committed. */
  PartName coordinatorOf(String applicationId) throws ExecutionException, InterruptedException {
    for (Map.Entry<Integer, Collection<TransactionListing>> broker :
        admin.listTransactions().allByBrokerId().get().entrySet()) {
      if (broker.getValue().stream()
          .anyMatch(open -> open.transactionalId().startsWith(applicationId))) {
        return broker(broker.getKey());
      }
    }
    throw new AssertionError("no broker knows transactions of " + applicationId);
  }

  /** How many brokers hold each partition of a topic, at least. */
  int inSync(Topic<?> topic) throws ExecutionException, InterruptedException {
    return described(topic).partitions().stream()
        .mapToInt(partition -> partition.isr().size())
        .min()
        .orElse(0);
  }

  @Override
  public void close() {
    admin.close();
  }

  private GroupState state(String group) throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
            admin.describeConsumerGroups(List.of(group)).describedGroups().get(group))
        .get()
        .groupState();
  }

  private TopicDescription described(Topic<?> topic)
      throws ExecutionException, InterruptedException {
    return Objects.requireNonNull(
            admin.describeTopics(List.of(topic.name())).topicNameValues().get(topic.name()))
        .get();
  }

  private static PartName broker(int node) {
    return switch (node) {
      case 1 -> PartName.KAFKA;
      case 2 -> PartName.KAFKA_2;
      case 3 -> PartName.KAFKA_3;
      default -> throw new IllegalArgumentException("no node " + node);
    };
  }
}
