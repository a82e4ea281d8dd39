package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.catalogue.Changes;
import dev.uplink.processor.decide.ListedCatalogue;
import dev.uplink.processor.memory.LookupStore;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.WaitingEvents;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.trace.Tracing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;

/** A task that failed is initialised anew with the same node. */
final class ContextProcessorTest {
  private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();

  @Test
  void noTurnOfATaskThatBeganAnewIsTakenWithWhatItKnewBefore() {
    stores().forEach(this::add);
    ContextProcessor<Arrival> processor =
        new ContextProcessor<>(
            task ->
                new DecideArrivals(
                    task,
                    Story.RETENTION,
                    new ListedCatalogue(),
                    new Changes(),
                    new DeadLetters("processor", AvroSerdes.over(new InMemorySchemaRegistry())),
                    new Meters(new SimpleMeterRegistry(), () -> Story.START),
                    Tracing.off()));
    processor.init(context);
    int turns = context.scheduledPunctuators().size();
    processor.close();
    processor.init(context);

    List<CapturedPunctuator> all = context.scheduledPunctuators();
    assertThat(turns).isPositive();
    assertThat(all).hasSize(2 * turns);
    assertThat(all.subList(0, turns)).allMatch(CapturedPunctuator::cancelled);
    assertThat(all.subList(turns, 2 * turns)).noneMatch(CapturedPunctuator::cancelled);
  }

  private static List<StoreBuilder<?>> stores() {
    List<StoreBuilder<?>> stores = new ArrayList<>(Memory.stores(new InMemory(), Story.RETENTION));
    stores.addAll(LookupStore.stores(new InMemory()));
    stores.add(WaitingEvents.store(new InMemory()));
    return stores;
  }

  private void add(StoreBuilder<?> builder) {
    StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }
}
