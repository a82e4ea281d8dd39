package dev.uplink.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.Links;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.SilenceLimits;
import dev.uplink.schemas.trace.Tracing;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

/** A task that failed is initialised anew with the same node. */
final class KeepStatusesTest {
  private static final Duration A_DAY = Duration.ofDays(1);

  private final MockProcessorContext<String, SpecificRecord> context = new MockProcessorContext<>();

  @Test
  void noTurnOfATaskThatBeganAnewIsTakenWithTheRowsThatWereAtHandBefore() {
    ProcessorSupplier<String, RunEvent, String, SpecificRecord> supplier =
        KeepStatuses.supplier(
            new StatusRules(
                new Links(null),
                new PageIds(new SecureRandom()),
                new SilenceLimits(A_DAY, A_DAY, A_DAY, A_DAY, A_DAY)),
            giveUp -> {
              throw new AssertionError(giveUp.toString());
            },
            Stores::inMemoryKeyValueStore,
            Tracing.off());
    context.setCurrentSystemTimeMs(0);
    supplier.stores().forEach(this::add);
    add(
        Stores.keyValueStoreBuilder(
            Stores.inMemoryKeyValueStore(KeepIntegrations.STORE), Serdes.String(), Serdes.Bytes()));
    Processor<String, RunEvent, String, SpecificRecord> node = supplier.get();
    node.init(context);
    int turns = context.scheduledPunctuators().size();
    node.close();
    node.init(context);

    List<CapturedPunctuator> all = context.scheduledPunctuators();
    assertThat(turns).isPositive();
    assertThat(all).hasSize(2 * turns);
    assertThat(all.subList(0, turns)).allMatch(CapturedPunctuator::cancelled);
    assertThat(all.subList(turns, 2 * turns)).noneMatch(CapturedPunctuator::cancelled);
  }

  private void add(StoreBuilder<?> builder) {
    StateStore store = builder.withLoggingDisabled().withCachingDisabled().build();
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(store);
  }
}
