package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.ForwardingAdmin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicCollection;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopicGuardTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final Instant LONG_AGO = NOW.minus(StateFolder.LONGEST_ABSENCE);
  private static final Uuid FIRST = new Uuid(1, 1);
  private static final Uuid SECOND = new Uuid(2, 2);
  private static final UsedTopics USED =
      new UsedTopics(
          new TreeSet<>(List.of("uplink.stacks")),
          new TreeSet<>(List.of("app-runs-changelog")),
          new TreeSet<>());

  @TempDir Path state;

  @Test
  void aStateWhoseTopicsAreLostIsNotOpened() {
    check(Map.of("app-runs-changelog", FIRST));

    assertThatThrownBy(() -> check(Map.of("app-runs-changelog", SECOND)))
        .isInstanceOf(InternalTopicsLostException.class)
        .hasMessageContaining("app-runs-changelog")
        .hasMessageContaining("deploy/recovery/README.md");
    // And not the next time either: what was known stays.
    assertThatThrownBy(() -> check(Map.of("app-runs-changelog", SECOND)))
        .isInstanceOf(InternalTopicsLostException.class);
  }

  @Test
  void nothingIsForgottenWhileTopicsAreLostWhoseOnlyCopyItMayBe() throws IOException {
    Path own = write("app/0_1/rocksdb/runs/CURRENT");
    check(Map.of("app-runs-changelog", FIRST));
    Files.setLastModifiedTime(own, FileTime.from(LONG_AGO));

    assertThatThrownBy(() -> check(Map.of("app-runs-changelog", SECOND)))
        .isInstanceOf(InternalTopicsLostException.class);
    assertThat(own).exists();

    check(Map.of("app-runs-changelog", FIRST));
    assertThat(own).as("the topic is there, and the state too old").doesNotExist();
  }

  @Test
  void whatWasReadOfACatalogueTopicIsGivenUpWhenTheTopicIsAnother() throws IOException {
    Path catalogue = write("app/global/rocksdb/stacks/CURRENT");
    Path own = write("app/0_1/rocksdb/runs/CURRENT");
    check(Map.of("uplink.stacks", FIRST));
    assertThat(catalogue).exists();

    check(Map.of("uplink.stacks", SECOND));

    assertThat(catalogue).doesNotExist();
    assertThat(own).exists();
  }

  @Test
  void aMissingCatalogueTopicIsKnownWhenItComesBackAsAnother() throws IOException {
    Path catalogue = write("app/global/rocksdb/stacks/CURRENT");
    check(Map.of("uplink.stacks", FIRST));
    check(Map.of());
    assertThat(catalogue).exists();

    check(Map.of("uplink.stacks", SECOND));

    assertThat(catalogue).doesNotExist();
  }

  @Test
  void aRunningApplicationEndsWhenTwoLooksInARowMissATopic() {
    AtomicInteger ends = new AtomicInteger();
    try (Looks admin = new Looks();
        TopicGuard guard = new TopicGuard(admin, USED, folder(), ends::incrementAndGet)) {
      look(admin, guard, Map.of("app-runs-changelog", FIRST));
      look(admin, guard, Map.of());
      look(admin, guard, null);
      look(admin, guard, Map.of());
      assertThat(ends).as("a look that saw nothing was in between").hasValue(0);

      look(admin, guard, Map.of());

      assertThat(ends).hasValue(1);
    }
  }

  private static void look(Looks admin, TopicGuard guard, @Nullable Map<String, Uuid> found) {
    admin.found = found;
    guard.look();
  }

  /** Finds what it is told to; nothing, if it is out of reach. */
  private static final class Looks extends ForwardingAdmin {
    private @Nullable Map<String, Uuid> found;

    Looks() {
      super(Map.of("bootstrap.servers", "127.0.0.1:1"));
    }

    @Override
    public DescribeTopicsResult describeTopics(
        TopicCollection topics, DescribeTopicsOptions options) {
      Map<String, KafkaFuture<TopicDescription>> answers = new HashMap<>();
      for (String name : ((TopicCollection.TopicNameCollection) topics).topicNames()) {
        KafkaFutureImpl<TopicDescription> answer = new KafkaFutureImpl<>();
        @Nullable Uuid id = found == null ? null : found.get(name);
        if (id != null) {
          answer.complete(new TopicDescription(name, false, List.of(), Set.of(), id));
        } else {
          answer.completeExceptionally(
              found == null
                  ? new TimeoutException("no answer")
                  : new UnknownTopicOrPartitionException(name));
        }
        answers.put(name, answer);
      }
      return new Described(answers);
    }
  }

  private static final class Described extends DescribeTopicsResult {
    Described(Map<String, KafkaFuture<TopicDescription>> answers) {
      super(null, answers);
    }
  }

  @Test
  void theTopicsOfATopologyAreThoseThatKafkaStreamsMakes() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("uplink.webhooks", Consumed.with(Serdes.String(), Serdes.String()))
        .repartition(Repartitioned.<String, String>as("runs-over"))
        .groupByKey(Grouped.as("grouped"))
        .count(Named.as("counted"), Materialized.as("counts"))
        .toStream()
        .groupByKey()
        .count(
            Named.as("seen"),
            Materialized.<String, Long, KeyValueStore<Bytes, byte[]>>as("at-hand")
                .withLoggingDisabled());
    Topology topology = builder.build();

    UsedTopics used = UsedTopics.of(topology.describe(), "app", Set.of("at-hand"));

    assertThat(used.changelogs()).containsExactly("app-counts-changelog");
    assertThat(used.repartitions()).containsExactly("app-runs-over-repartition");
    assertThat(used.catalogue()).isEmpty();
  }

  private void check(Map<String, Uuid> now) {
    TopicGuard.check(now, USED, folder());
  }

  private StateFolder folder() {
    return new StateFolder(state.resolve("app"), () -> NOW);
  }

  private Path write(String name) throws IOException {
    Path file = state.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "x");
  }
}
