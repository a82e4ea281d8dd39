package dev.uplink.processor.catalogue;

import static dev.uplink.processor.catalogue.CatalogueStores.STACKS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.topology.Samples;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.topic.Topics;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Stream threads read the catalogue at any moment, also between two writes of one change. */
class StoreEntitiesTest {
  private static final Set<String> WRITES = Set.of("put", "delete");
  private static final String KEY = Samples.ACCOUNT + "/network";

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final KeyValueStore<String, Stack> store =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(STACKS.store()),
              Serdes.String(),
              StoreSerde.of(Topics.STACKS))
          .withLoggingDisabled()
          .build();
  private final StoreEntities<Stack> entities =
      new StoreEntities<>(
          STACKS,
          (origin, reason, failure, key, value) -> {
            throw new AssertionError(failure);
          },
          new Changes());

  /** Repositories at which the stack is found after each write. */
  private final List<List<String>> moments = new ArrayList<>();

  @BeforeEach
  @SuppressWarnings("unchecked") // A proxy of the interface is one.
  void init() {
    store.init(context.getStateStoreContext(), store);
    context.addStateStore(
        (KeyValueStore<String, Stack>)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {KeyValueStore.class},
                (proxy, method, arguments) -> {
                  Object answer = method.invoke(store, arguments);
                  if (WRITES.contains(method.getName())) {
                    moments.add(found());
                  }
                  return answer;
                }));
    entities.init(context);
  }

  @Test
  void aStackThatChangesIsFoundAtEveryMoment() {
    tell(stack(1, "infra"));
    moments.clear();

    tell(stack(2, "infra"));

    assertThat(moments).isNotEmpty().allMatch(List.of("infra")::equals);
  }

  @Test
  void oneThatMovesIsNeverNowhere() {
    tell(stack(1, "infra"));
    moments.clear();

    tell(stack(2, "platform"));

    assertThat(moments).isNotEmpty().doesNotContain(List.of());
    assertThat(moments.getLast()).containsExactly("platform");
  }

  @Test
  void oneThatIsDeletedIsKnownToBeBeforeItIsGone() {
    tell(stack(1, "infra"));
    moments.clear();

    tell(null);

    assertThat(moments.getFirst()).containsExactly("infra");
    assertThat(moments.getLast()).isEmpty();
    assertThat(store.get(Rows.deleted(KEY))).isNotNull();
    assertThat(store.get(Rows.entity(KEY))).isNull();
  }

  @Test
  void oneThatComesBackIsNotDeletedAnyMore() {
    tell(stack(1, "infra"));
    tell(null);

    tell(stack(2, "infra"));

    assertThat(found()).containsExactly("infra");
    assertThat(store.get(Rows.deleted(KEY))).isNull();
  }

  private List<String> found() {
    return Stream.of("infra", "platform")
        .filter(
            repository ->
                store.get(
                        "at/%s/bitbucket-cloud/payments/%s/network"
                            .formatted(Samples.ACCOUNT, repository))
                    != null)
        .toList();
  }

  private static Stack stack(long revision, String repository) {
    return Samples.stack("network").setRevision(revision).setRepository(repository).build();
  }

  private void tell(@Nullable Stack stack) {
    @Nullable GlobalRecord<Stack> value =
        stack == null ? null : new Received<>(stack, ByteBuffer.allocate(0));
    entities.process(new Record<>(KEY, value, 0));
  }
}
