package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/** Who wants whom, beside what a set would know of it. */
class RepositoryFactsPropertiesTest {
  private static final RepositoryKey REPOSITORY =
      RepositoryKey.parse("acme/bitbucket-cloud/acme/network");
  private static final List<Ref> REFS =
      List.of(Ref.branch("main"), Ref.branch("main/x"), Ref.pullRequest(1));
  static final int RUNS = 4;

  /** Fewer than there are: some of what is asked for has to be looked for. */
  private static final int AT_HAND = 6;

  private final KeyValueStore<String, String> rows =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore("notes"), Serdes.String(), Serdes.String())
          .withLoggingDisabled()
          .build();
  private final Map<RunId, Set<Ref>> wanted = new HashMap<>();
  private RepositoryFacts facts = afterARestart();

  @Property(tries = 300)
  void whatIsAtHandIsWhatTheRowsSay(
      @ForAll @Size(max = 60) List<@IntRange(max = 5 * 3 * RUNS - 1) Integer> steps) {
    open();
    for (int step : steps) {
      take(step % 5, REFS.get(step / 5 % 3), run(step / 15));

      for (Ref ref : REFS) {
        assertThat(facts.wantedBy(REPOSITORY, ref))
            .containsExactlyInAnyOrderElementsOf(
                IntStream.range(0, RUNS)
                    .mapToObj(RepositoryFactsPropertiesTest::run)
                    .filter(run -> refs(run).contains(ref))
                    .toList());
      }
    }
    for (int run = 0; run < RUNS; run++) {
      assertThat(facts.wanting(REPOSITORY, run(run))).isEqualTo(refs(run(run)));
    }
  }

  private void take(int what, Ref ref, RunId run) {
    switch (what) {
      case 0, 1 -> {
        if (refs(run).isEmpty()) {
          facts.begin(REPOSITORY, run);
        }
        refs(run).add(ref);
        facts.want(REPOSITORY, ref, run);
      }
      case 2 -> {
        refs(run).remove(ref);
        facts.unwant(REPOSITORY, ref, run);
      }
      case 3 -> {
        refs(run).clear();
        facts.end(REPOSITORY, run);
      }
      default -> facts = afterARestart();
    }
  }

  private Set<Ref> refs(RunId run) {
    return wanted.computeIfAbsent(run, none -> new HashSet<>());
  }

  private RepositoryFacts afterARestart() {
    return new RepositoryFacts(rows, new RowCache(AT_HAND, 1));
  }

  private void open() {
    MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    rows.init(context.getStateStoreContext(), rows);
  }

  private static RunId run(int number) {
    return new RunId("0".repeat(16) + "." + "%032d".formatted(number));
  }
}
