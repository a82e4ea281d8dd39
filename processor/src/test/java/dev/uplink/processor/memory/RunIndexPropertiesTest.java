package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;
import org.apache.kafka.streams.state.WindowStore;

/** The run of each key, beside what a map would know of it. */
class RunIndexPropertiesTest {
  private static final RepositoryKey REPOSITORY =
      RepositoryKey.parse("acme/bitbucket-cloud/acme/network");
  private static final Duration RETENTION = Duration.ofDays(90);
  static final int KEYS = 4;

  private final WindowStore<String, String> rows =
      ExpiringIndex.ofTexts(
              Stores.inMemoryWindowStore("runs", RETENTION, Duration.ofMillis(1), false))
          .withLoggingDisabled()
          .build();
  private final Map<RunKey, KnownRun> known = new HashMap<>();
  private RunIndex runs = afterARestart();

  @Property(tries = 300)
  void whatIsAtHandIsWhatTheRowsSay(
      @ForAll @Size(max = 60) List<@IntRange(max = 5 * KEYS - 1) Integer> steps) {
    rows.init(new MockProcessorContext<Void, Void>().getStateStoreContext(), rows);
    Instant now = Instant.parse("2026-11-22T00:00:00Z");
    int made = 0;
    for (int step : steps) {
      now = now.plusSeconds(step % 2);
      runs.beginEvent();
      RunKey key = key(step / 5);
      switch (step % 5) {
        case 0, 1 -> {
          KnownRun next = new KnownRun(run(++made), step % 2 == 0 ? null : 7L);
          known.put(key, next);
          runs.remember(REPOSITORY, key, next, now);
        }
        case 2 -> {
          runs.release(
              REPOSITORY, key, known.getOrDefault(key, new KnownRun(run(0), null)).id(), now);
          known.remove(key);
        }
        case 3 -> runs.release(REPOSITORY, key, run(0), now);
        default -> runs = afterARestart();
      }

      for (int other = 0; other < KEYS; other++) {
        assertThat(runs.find(REPOSITORY, key(other), now))
            .isEqualTo(Optional.ofNullable(known.get(key(other))));
      }
    }
  }

  /** With less at hand than there is: some of what is asked for has to be looked for. */
  private RunIndex afterARestart() {
    return new RunIndex(new ExpiringIndex<>(rows, RETENTION), new RowCache(1, 2), RETENTION);
  }

  private static RunKey key(int number) {
    return new RunKey("stack", new CommitSha("%040x".formatted(number + 1)), RunType.PROPOSED);
  }

  private static RunId run(int number) {
    return new RunId("0".repeat(16) + "." + "%032d".formatted(number));
  }
}
