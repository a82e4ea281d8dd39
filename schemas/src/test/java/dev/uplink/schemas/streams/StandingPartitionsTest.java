package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.streams.StandingPartitions.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

/** When a partition counts as standing still. */
class StandingPartitionsTest {
  private static final TopicPartition PARTITION = new TopicPartition("uplink.decisions", 1);
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final StandingPartitions partitions =
      new StandingPartitions(partition -> Duration.ofMinutes(2));

  @Test
  void oneThatCanBeReadToItsEndDoesNot() {
    look(7, 7, 0);

    assertThat(look(7, 7, 600)).isEmpty();
  }

  @Test
  void oneWhoseTransactionsComeAndEndDoesNot() {
    look(7, 9, 0);
    look(10, 12, 60);
    look(13, 15, 120);

    assertThat(look(16, 18, 180)).isEmpty();
  }

  @Test
  void oneThatStopsAtOneTransactionForLongDoesSinceItsStop() {
    assertThat(look(7, 9, 0)).isEmpty();
    assertThat(look(7, 20, 119)).isEmpty();

    assertThat(look(7, 90, 120)).containsExactly(Map.entry(PARTITION, START));
  }

  @Test
  void oneThatGoesOnIsForgotten() {
    look(7, 9, 0);
    look(7, 9, 120);

    assertThat(look(9, 9, 150)).isEmpty();
    assertThat(look(9, 11, 160)).isEmpty();
  }

  @Test
  void oneThatIsDeletedIsForgotten() {
    look(7, 9, 0);
    partitions.look(Map.of(), START);

    assertThat(look(7, 9, 120)).isEmpty();
  }

  private Map<TopicPartition, Instant> look(long stable, long end, int second) {
    return partitions.look(Map.of(PARTITION, new Reach(stable, end)), START.plusSeconds(second));
  }
}
