package dev.uplink.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicOverridesTest {

  @Test
  void partitionsAndRetentionAreSetPerTopic() {
    TopicOverrides overrides =
        TopicOverrides.parse("uplink.webhooks.partitions=24, uplink.webhooks.retention=P14D");

    TopicSettings webhooks = overrides.applyTo(Topics.WEBHOOKS).settings();

    assertThat(webhooks.partitions()).isEqualTo(24);
    assertThat(webhooks.retention()).isEqualTo(Duration.ofDays(14));
    assertThat(overrides.applyTo(Topics.DECISIONS)).isEqualTo(Topics.DECISIONS);
  }

  @Test
  void nothingSetChangesNothing() {
    assertThat(TopicOverrides.parse("").applyTo(Topics.WEBHOOKS)).isEqualTo(Topics.WEBHOOKS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "uplink.webhooks.partitions=many",
        "uplink.webhooks.retention=7 days",
        "uplink.webhook.partitions=3",
        "uplink.webhooks.cleanup=compact",
        "uplink.webhooks.partitions",
        "partitions=3"
      })
  void whatIsNotUnderstoodIsNamed(String entry) {
    assertThatThrownBy(() -> TopicOverrides.parse(entry))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(entry);
  }
}
