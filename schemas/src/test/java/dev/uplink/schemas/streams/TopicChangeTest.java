package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.kafka.common.Uuid;
import org.junit.jupiter.api.Test;

class TopicChangeTest {
  private static final Uuid FIRST = new Uuid(1, 1);
  private static final Uuid SECOND = new Uuid(2, 2);
  private static final UsedTopics USED =
      new UsedTopics(
          new TreeSet<>(List.of("uplink.stacks")),
          new TreeSet<>(List.of("app-runs-changelog")),
          new TreeSet<>(List.of("app-ends-repartition")));

  @Test
  void theSameTopicsAreNoChange() {
    Map<String, Uuid> ids = Map.of("uplink.stacks", FIRST, "app-runs-changelog", SECOND);

    assertThat(TopicChange.between(ids, ids, USED)).isEqualTo(new TopicChange.None());
  }

  @Test
  void anInternalTopicThatIsGoneIsLost() {
    assertThat(TopicChange.between(Map.of("app-runs-changelog", FIRST), Map.of(), USED))
        .isEqualTo(new TopicChange.InternalLost(new TreeSet<>(List.of("app-runs-changelog"))));
  }

  @Test
  void anInternalTopicThatWasMadeAnewIsLostToo() {
    assertThat(
            TopicChange.between(
                Map.of("app-ends-repartition", FIRST),
                Map.of("app-ends-repartition", SECOND),
                USED))
        .isEqualTo(new TopicChange.InternalLost(new TreeSet<>(List.of("app-ends-repartition"))));
  }

  @Test
  void aTopicThatWasNeverKnownIsNew() {
    assertThat(TopicChange.between(Map.of(), Map.of("app-runs-changelog", FIRST), USED))
        .isEqualTo(new TopicChange.None());
  }

  @Test
  void aTopicThatIsUsedNoLongerDoesNotMatter() {
    assertThat(TopicChange.between(Map.of("app-old-changelog", FIRST), Map.of(), USED))
        .isEqualTo(new TopicChange.None());
  }

  @Test
  void aCatalogueTopicThatIsMissingLeavesWhatWasReadOfIt() {
    assertThat(TopicChange.between(Map.of("uplink.stacks", FIRST), Map.of(), USED))
        .isEqualTo(new TopicChange.None());
  }

  @Test
  void aCatalogueTopicThatWasMadeAnewIsToBeReadAgain() {
    assertThat(
            TopicChange.between(
                Map.of("uplink.stacks", FIRST), Map.of("uplink.stacks", SECOND), USED))
        .isEqualTo(new TopicChange.CatalogueAnew(new TreeSet<>(List.of("uplink.stacks"))));
  }
}
