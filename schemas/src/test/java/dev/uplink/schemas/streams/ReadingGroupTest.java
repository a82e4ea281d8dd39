package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsResult;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsOptions;
import org.apache.kafka.clients.admin.DescribeStreamsGroupsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.StreamsGroupDescription;
import org.apache.kafka.clients.admin.StreamsGroupMemberAssignment;
import org.apache.kafka.clients.admin.StreamsGroupMemberDescription;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.junit.jupiter.api.Test;

class ReadingGroupTest {
  @Test
  void aMemberByTheStreamsProtocolIsOne() throws Exception {
    assertThat(hasMembers(List.of(member()))).isTrue();
  }

  @Test
  void aStreamsGroupThatEverybodyLeftHasNone() throws Exception {
    assertThat(hasMembers(List.of())).isFalse();
  }

  private static boolean hasMembers(List<StreamsGroupMemberDescription> members) throws Exception {
    try (StreamsGroups admin = new StreamsGroups(members)) {
      return new ReadingGroup(admin, "app").hasMembers();
    }
  }

  private static StreamsGroupMemberDescription member() {
    StreamsGroupMemberAssignment none =
        new StreamsGroupMemberAssignment(List.of(), List.of(), List.of());
    return new StreamsGroupMemberDescription(
        "member",
        1,
        Optional.empty(),
        Optional.empty(),
        "client",
        "host",
        1,
        "process",
        Optional.empty(),
        Map.of(),
        List.of(),
        List.of(),
        none,
        none,
        false);
  }

  /** Answers as a broker does of a group by the Streams protocol. */
  private static final class StreamsGroups extends ForwardingAdmin {
    private final List<StreamsGroupMemberDescription> members;

    StreamsGroups(List<StreamsGroupMemberDescription> members) {
      super(Map.of("bootstrap.servers", "127.0.0.1:1"));
      this.members = members;
    }

    @Override
    public DescribeConsumerGroupsResult describeConsumerGroups(
        Collection<String> groups, DescribeConsumerGroupsOptions options) {
      KafkaFutureImpl<ConsumerGroupDescription> none = new KafkaFutureImpl<>();
      none.completeExceptionally(new GroupIdNotFoundException("Group app is not a consumer group"));
      return new DescribeConsumerGroupsResult(Map.of("app", none));
    }

    @Override
    public DescribeStreamsGroupsResult describeStreamsGroups(
        Collection<String> groups, DescribeStreamsGroupsOptions options) {
      return new DescribeStreamsGroupsResult(
          Map.of(
              "app",
              KafkaFuture.completedFuture(
                  new StreamsGroupDescription(
                      "app",
                      1,
                      1,
                      1,
                      List.of(),
                      members,
                      GroupState.STABLE,
                      Node.noNode(),
                      Set.of()))));
    }

    @Override
    public void close() {
      close(Duration.ZERO);
    }
  }
}
