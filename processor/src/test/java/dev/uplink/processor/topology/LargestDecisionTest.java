package dev.uplink.processor.topology;

import static dev.uplink.processor.topology.Pushes.sha;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

/**
 * The most outcomes with the longest names fit the record, so that no decision is ever too large.
 */
class LargestDecisionTest {
  private static final String LONG_NAME = "n".repeat(128);

  @Test
  void theMostOutcomesWithTheLongestNamesFitTheRecord() {
    try (Story story = new Story()) {
      story.publish(Topics.INTEGRATIONS, "bb", Samples.integration("bb").build());
      for (int i = 0; i < Limits.OUTCOMES_PER_DECISION; i++) {
        String id = LONG_NAME + i;
        story.publish(Topics.STACKS, id, Samples.stack(id).build());
      }

      story.deliver(push("d1", "é".repeat(Limits.REF_NAME_BYTES / 2)));

      assertThat(story.commands()).hasSize(Limits.OUTCOMES_PER_DECISION);
      byte[] record =
          AvroSerdes.over(new InMemorySchemaRegistry())
              .serializer(Topics.DECISIONS)
              .serialize(Topics.DECISIONS.name(), story.decision());
      assertThat(record).hasSizeLessThan(Limits.DECISION_RECORD_BYTES - 64 * 1024);
    }
  }

  private static RawWebhook push(String deliveryId, String branch) {
    return Pushes.push(
        deliveryId,
        "{\"old\":null,\"new\":{\"type\":\"branch\",\"name\":\"%s\",\"target\":{\"hash\":\"%s\"}}}"
            .formatted(branch, sha('a')));
  }
}
