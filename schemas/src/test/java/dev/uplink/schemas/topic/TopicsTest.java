package dev.uplink.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void namesAreUniqueAndBeginAlike() {
    assertThat(Topics.ALL).extracting(Topic::name).doesNotHaveDuplicates();
    assertThat(Topics.ALL)
        .allSatisfy(topic -> assertThat(topic.name()).matches("uplink(\\.|-)[a-z-]+"));
  }

  @Test
  void onlyDeadLettersHaveMoreThanOneWriter() {
    assertThat(Topics.ALL)
        .filteredOn(topic -> topic.writers().size() > 1)
        .containsExactly(Topics.DEAD_LETTERS);
  }

  @Test
  void everyTopicHasAReaderAndABound() {
    assertThat(Topics.ALL)
        .allSatisfy(
            topic -> {
              assertThat(topic.readers()).isNotEmpty();
              assertThat(topic.settings().maxRecordBytes())
                  .isBetween(1, Limits.DECISION_RECORD_BYTES);
            });
  }

  @Test
  void whatIsReadTogetherByRepositoryHasOnePartitionCount() {
    int partitions = Topics.WEBHOOKS.settings().partitions();

    assertThat(Topics.TRIGGER_REQUESTS.settings().partitions()).isEqualTo(partitions);
    assertThat(Topics.LOOKUP_RESULTS.settings().partitions()).isEqualTo(partitions);
  }

  @Test
  void entitiesAreCompactedAndKeepTombstonesForThirtyDays() {
    for (Topic<?> topic :
        List.of(
            Topics.ACCOUNTS, Topics.SPACES, Topics.INTEGRATIONS, Topics.STACKS, Topics.MODULES)) {
      assertThat(topic.settings().cleanup()).isEqualTo(Cleanup.COMPACT);
      assertThat(topic.settings().tombstones()).isEqualTo(Duration.ofDays(30));
    }
  }

  @Test
  void webhooksBearTheBrokersTimeAndStayAWeek() {
    assertThat(Topics.WEBHOOKS.settings().brokerConfig())
        .containsEntry("message.timestamp.type", "LogAppendTime")
        .containsEntry("retention.ms", "604800000")
        .containsEntry("max.message.bytes", "3145728")
        .containsEntry("cleanup.policy", "delete");
  }

  @Test
  void commitStatusesAreCompactedAndDeletedAfterThirtyDays() {
    assertThat(Topics.COMMIT_STATUSES.settings().brokerConfig())
        .containsEntry("cleanup.policy", "compact,delete")
        .containsEntry("retention.ms", "2592000000");
  }
}
