package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.KnownRun;
import dev.uplink.processor.decide.RunKey;
import dev.uplink.processor.memory.Memory;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RepositoryKey;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.WindowStore;
import org.junit.jupiter.api.Test;

class StandbyTest {
  private static final RepositoryKey REPOSITORY =
      RepositoryKey.parse("acme/bitbucket-cloud/acme/network");
  private static final RunKey KEY =
      new RunKey("stack", new CommitSha("a1".repeat(20)), RunType.PROPOSED);
  private static final String ROW = REPOSITORY + "/stack/PROPOSED/" + KEY.commit();
  private static final Instant NOW = Instant.parse("2026-11-22T00:00:00Z");
  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();

  /** Of a standby Kafka Streams writes the rows, and leaves all stores open for what follows. */
  @Test
  void whatOthersWroteWhileATaskWasAStandbyIsKnownWhenItTakesOver() {
    Memory.stores(new InMemory(), Story.RETENTION).forEach(this::add);
    WindowStore<String, String> rows = context.getStateStore("runs-started");
    rows.put(ROW, run(1).value(), NOW.toEpochMilli());
    assertThat(known(new Memory(context, Story.RETENTION))).contains(new KnownRun(run(1), null));

    rows.put(ROW, run(2).value(), NOW.toEpochMilli());

    assertThat(known(new Memory(context, Story.RETENTION))).contains(new KnownRun(run(2), null));
  }

  private static Optional<KnownRun> known(Memory memory) {
    return memory.of(REPOSITORY, "main", NOW).run(KEY);
  }

  private void add(StoreBuilder<?> builder) {
    StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }

  private static RunId run(int number) {
    return new RunId("0".repeat(16) + "." + "%032d".formatted(number));
  }
}
