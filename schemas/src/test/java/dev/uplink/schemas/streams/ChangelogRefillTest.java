package dev.uplink.schemas.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.uplink.schemas.fixture.KeptStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangelogRefillTest {
  private static final String TOPIC = "app-runs-changelog";
  private static final TopicPartition FIRST = new TopicPartition(TOPIC, 0);
  private static final TopicPartition SECOND = new TopicPartition(TOPIC, 1);
  private static final Uuid LOST = new Uuid(1, 1);
  private static final RefillOptions STRICT = new RefillOptions(false, false);

  @TempDir Path disks;

  private final InMemory kafka = new InMemory();

  @Test
  void whatADiskHasIsWrittenWithHowFarItWas() {
    store("a", FIRST).row("run", "open").at(FIRST, 7).close();

    assertThat(refill("a")).isEqualTo(1);

    assertThat(kafka.rows(FIRST)).containsExactly(Map.entry("run", "open"));
    assertThat(kafka.marks).containsExactly(Map.entry(FIRST, new RefillMark(LOST, 7)));
  }

  @Test
  void whoeverBrokeOffIsRepeatedAndDoesTheRest() {
    store("a", FIRST).row("run", "open").at(FIRST, 7).close();
    store("a", SECOND).row("other", "open").at(SECOND, 8).close();
    kafka.breaksAt = SECOND;
    assertThatThrownBy(() -> refill("a")).hasMessage("the broker went away");
    assertThat(kafka.rows(FIRST)).containsOnlyKeys("run");
    assertThat(kafka.rows(SECOND)).isEmpty();

    kafka.breaksAt = null;

    assertThat(refill("a")).isEqualTo(1);
    assertThat(kafka.rows(FIRST)).containsOnlyKeys("run");
    assertThat(kafka.rows(SECOND)).containsOnlyKeys("other");
  }

  @Test
  void theMoreAdvancedDiskWinsWhenItIsFirst() {
    older("a");
    newer("b");

    refill("b");
    ChangelogRefill.Plan plan = plan("a", STRICT);

    assertThat(plan.writes()).isEmpty();
    assertThat(plan.older()).containsExactly("app-runs-changelog-0");
    assertThat(kafka.rows(FIRST)).containsExactly(Map.entry("run", "ended"));
  }

  @Test
  void theMoreAdvancedDiskWinsWhenItIsSecond() {
    older("a");
    newer("b");

    refill("a");
    assertThat(kafka.rows(FIRST)).containsOnlyKeys("run", "deleted since");
    refill("b");

    assertThat(kafka.rows(FIRST)).containsExactly(Map.entry("run", "ended"));
    assertThat(kafka.marks).containsExactly(Map.entry(FIRST, new RefillMark(LOST, 9)));
  }

  @Test
  void whatAnInstanceWroteWithoutAMemoryIsNotPassedOver() {
    store("a", FIRST).row("run", "open").at(FIRST, 7).close();
    kafka.others.put(FIRST, 3L);

    assertThatThrownBy(() -> plan("a", STRICT))
        .isInstanceOf(RefillRefusedException.class)
        .hasMessageStartingWith(
            "app-runs-changelog-0 has 3 records that no refill wrote: an instance ran since")
        .hasMessageContaining("delete app-runs-changelog, and refill it from every disk");
  }

  @Test
  void positionsInTwoTopicsOfOneNameAreNotCompared() {
    store("a", FIRST).row("run", "open").at(FIRST, 7).close();
    kafka.marks.put(FIRST, new RefillMark(new Uuid(2, 2), 1));

    assertThatThrownBy(() -> plan("a", STRICT))
        .isInstanceOf(RefillRefusedException.class)
        .hasMessageStartingWith(
            "app-runs-changelog-0 was refilled by a disk that had read another");
  }

  @Test
  void aDiskThatHasNothingOfALostTopicIsRefusedUnlessSomebodySaysSo() {
    assertThatThrownBy(() -> plan("a", STRICT))
        .isInstanceOf(RefillRefusedException.class)
        .hasMessageStartingWith(
            "Neither this disk nor one before it has anything of app-runs-changelog.")
        .hasMessageContaining("--without-rows");

    assertThat(plan("a", new RefillOptions(false, true)).writes()).isEmpty();
  }

  @Test
  void aDiskThatHasNothingIsWelcomeAfterOneThatHad() {
    older("b");
    refill("b");

    assertThat(plan("a", STRICT).writes()).isEmpty();
    assertThat(refillOf(STRICT).unfilled(Set.of(TOPIC))).containsExactly("app-runs-changelog-1");
  }

  @Test
  void nothingIsWrittenWhenOneStoreCannotBeTrusted() {
    store("a", FIRST).row("run", "open").at(FIRST, 7).close();
    store("a", SECOND).row("run", "open").at(SECOND, 7).unclosed().close();

    assertThatThrownBy(() -> refill("a"))
        .isInstanceOf(RefillRefusedException.class)
        .hasMessageContaining("was not closed");

    assertThat(kafka.marks).isEmpty();
  }

  private void older(String disk) {
    store(disk, FIRST).row("run", "open").row("deleted since", "open").at(FIRST, 5).close();
  }

  private void newer(String disk) {
    store(disk, FIRST).row("run", "ended").at(FIRST, 9).close();
  }

  private KeptStore store(String disk, TopicPartition changelog) {
    return KeptStore.in(
        disks.resolve(disk).resolve("0_" + changelog.partition()).resolve("rocksdb/runs"));
  }

  private long refill(String disk) {
    return refillOf(STRICT).carryOut(plan(disk, STRICT));
  }

  private ChangelogRefill.Plan plan(String disk, RefillOptions options) {
    return refillOf(options)
        .plan(LocalStore.in(disks.resolve(disk)), Set.of(TOPIC), Map.of(TOPIC, LOST));
  }

  private ChangelogRefill refillOf(RefillOptions options) {
    UsedTopics used =
        new UsedTopics(new TreeSet<>(), new TreeSet<>(List.of(TOPIC)), new TreeSet<>());
    return new ChangelogRefill(
        new InternalTopics("app", used, 2, Map.<String, Duration>of(), Set.of()), options, kafka);
  }

  /** All or nothing, as transactions are. */
  private static final class InMemory implements Changelogs {
    private final Map<TopicPartition, Map<Bytes, String>> kept = new HashMap<>();
    private final Map<TopicPartition, RefillMark> marks = new HashMap<>();
    private final Map<TopicPartition, Long> others = new HashMap<>();
    private @Nullable TopicPartition breaksAt;

    @Override
    public Contents read(TopicPartition changelog) {
      @Nullable Long records = others.get(changelog);
      @Nullable RefillMark mark = marks.get(changelog);
      if (records != null) {
        return new Contents.Others(records);
      }
      return mark == null
          ? new Contents.Nothing()
          : new Contents.Refilled(mark, kept.getOrDefault(changelog, Map.of()).keySet());
    }

    @Override
    public boolean isUntouched(TopicPartition changelog) {
      return !marks.containsKey(changelog);
    }

    @Override
    public void write(TopicPartition changelog, RefillMark mark, Function<Rows, byte[]> content) {
      Map<Bytes, String> rows =
          new LinkedHashMap<>(kept.getOrDefault(changelog, new LinkedHashMap<>()));
      byte[] markKey =
          content.apply(
              (key, value, time) -> {
                if (value == null) {
                  rows.remove(Bytes.wrap(key));
                } else {
                  rows.put(Bytes.wrap(key), new String(value, UTF_8));
                }
              });
      assertThat(rows).doesNotContainKey(Bytes.wrap(markKey));
      if (changelog.equals(breaksAt)) {
        throw new IllegalStateException("the broker went away");
      }
      kept.put(changelog, rows);
      marks.put(changelog, mark);
    }

    private Map<String, String> rows(TopicPartition changelog) {
      return kept.getOrDefault(changelog, Map.of()).entrySet().stream()
          .collect(
              Collectors.toMap(
                  row -> new String(row.getKey().get(), UTF_8),
                  Map.Entry::getValue,
                  (one, other) -> other,
                  TreeMap::new));
    }
  }
}
