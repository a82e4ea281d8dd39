package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.storage.OnDisk;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Properties;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On disk, as in production: a store in memory forgets by another clock. */
class SeenIdsTest {
  private static final Duration RETENTION = Duration.ofDays(14);
  private static final Duration LONGEST = Duration.ofDays(21);

  private final WindowStore<String, String> rows =
      SeenIds.store(new OnDisk(), "seen", RETENTION).withLoggingDisabled().build();
  private final SeenIds seen = new SeenIds(rows, RETENTION);

  @BeforeEach
  void open(@TempDir Path folder) {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "nowhere:1");
    MockProcessorContext<?, ?> context =
        new MockProcessorContext<>(properties, new TaskId(0, 0), folder.toFile());
    rows.init(context.getStateStoreContext(), rows);
  }

  @AfterEach
  void close() {
    rows.close();
  }

  @Test
  void anIdIsRememberedForItsRetentionWhereverItsPeriodBegan() {
    for (int hour = 0; hour < 24 * 7; hour += 5) {
      Instant first = Instant.EPOCH.plus(Duration.ofDays(20_000)).plus(Duration.ofHours(hour));
      String id = "id-" + hour;

      assertThat(seen.contains(id, first)).isFalse();
      seen.add(id, first);

      assertThat(seen.contains(id, first)).isTrue();
      assertThat(seen.contains(id, first.plus(RETENTION))).isTrue();
    }
  }

  @Test
  void anIdIsStillFoundWhenOthersHaveComeForAllItsRetention() {
    Instant first = Instant.parse("2026-01-05T11:00:00Z");
    seen.add("first", first);

    for (int day = 1; day <= RETENTION.toDays(); day++) {
      seen.add("other-" + day, first.plus(Duration.ofDays(day)));
      assertThat(seen.contains("first", first.plus(Duration.ofDays(day)))).isTrue();
    }
  }

  @Test
  void anIdIsForgottenHalfOfItsRetentionLater() {
    for (int hour = 0; hour < 24 * 7; hour += 5) {
      Instant first = Instant.EPOCH.plus(Duration.ofDays(20_000)).plus(Duration.ofHours(hour));
      seen.add("id-" + hour, first);

      assertThat(seen.contains("id-" + hour, first.plus(LONGEST).plusMillis(1))).isFalse();
    }
  }

  @Test
  void aClockThatStandsBackALittleFindsWhatTheOneBeforeItWrote() {
    Instant first = Instant.EPOCH.plus(Duration.ofDays(7 * 2_900));
    seen.add("id", first);

    assertThat(seen.contains("id", first.minusMillis(1))).isTrue();
  }

  @Test
  void anotherIdIsNotTakenForIt() {
    seen.add("id", Instant.EPOCH.plus(RETENTION));

    assertThat(seen.contains("id2", Instant.EPOCH.plus(RETENTION))).isFalse();
    assertThat(seen.contains("i", Instant.EPOCH.plus(RETENTION))).isFalse();
  }
}
