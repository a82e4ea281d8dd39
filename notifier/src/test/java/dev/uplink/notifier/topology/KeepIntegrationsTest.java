package dev.uplink.notifier.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.Received;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class KeepIntegrationsTest {
  private static final Instant NOW = Decisions.AT;

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final KeyValueStore<String, Integration> store = KeepIntegrations.store().build();

  /** Whether the integration was found after each call of the store. */
  private final List<Boolean> found = new ArrayList<>();

  private final KeepIntegrations node =
      new KeepIntegrations((origin, reason, failure, key, value) -> {});

  @BeforeEach
  void open() {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(watched());
    node.init(context);
  }

  /** An account may be called anything that letters and digits can spell. */
  @Test
  void integrationsOfAnAccountThatIsCalledDeletedAreKept() {
    keep("deleted/int-a", NOW.minusSeconds(86_400));
    keep("acme/int-a", NOW);

    delete("acme/int-a");

    assertThat(KeepIntegrations.find(store, "deleted/int-a", () -> NOW)).isPresent();
  }

  /** Who posts reads the store on a thread of its own. */
  @Test
  void anIntegrationThatIsBeingDeletedIsThereAtEveryMoment() {
    keep("acme/int-a", NOW);
    found.clear();

    delete("acme/int-a");

    assertThat(store.get("acme/int-a")).isNull();
    assertThat(found).isNotEmpty().doesNotContain(false);
  }

  private void keep(String key, Instant updatedAt) {
    Integration integration =
        Integration.newBuilder(Samples.integration("int-a", "https://git.example", 1))
            .setUpdatedAt(updatedAt)
            .build();
    process(key, new Received<>(integration, ByteBuffer.allocate(0)));
  }

  private void delete(String key) {
    process(key, null);
  }

  @SuppressWarnings("NullAway") // a tombstone
  private void process(String key, @Nullable GlobalRecord<Integration> value) {
    node.process(new Record<>(key, value, NOW.toEpochMilli()));
  }

  @SuppressWarnings("unchecked")
  private KeyValueStore<String, Integration> watched() {
    return (KeyValueStore<String, Integration>)
        Proxy.newProxyInstance(
            KeyValueStore.class.getClassLoader(),
            new Class<?>[] {KeyValueStore.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(store, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                found.add(KeepIntegrations.find(store, "acme/int-a", () -> NOW).isPresent());
              }
            });
  }
}
