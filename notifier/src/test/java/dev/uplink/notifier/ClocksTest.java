package dev.uplink.notifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.credentials.Keysets;
import dev.uplink.schemas.fixture.InMemorySchemaRegistry;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.ApplicationContext;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which clock the parts of the notifier have, as they are put together in production. Both clocks
 * are of one type, so nothing else would notice a mistaken one before a system's clock is put back.
 */
class ClocksTest {
  private static final Set<String> STEADY = new TreeSet<>();
  private static final Set<String> SYSTEMS = new TreeSet<>();

  @BeforeAll
  static void lookIntoTheNotifier(@TempDir Path state) throws Exception {
    Settings settings =
        Settings.read(
            Map.ofEntries(
                Map.entry("UPLINK_KAFKA_BOOTSTRAP_SERVERS", "localhost:1"),
                Map.entry("UPLINK_SCHEMA_REGISTRY_URL", "http://localhost:1"),
                Map.entry("UPLINK_STATE_DIR", state.toString()),
                Map.entry("UPLINK_INSTANCE_ID", "notifier-1"),
                Map.entry("UPLINK_DATABASE_URL", "jdbc:postgresql://localhost:1/none"),
                Map.entry("UPLINK_DATABASE_USER", "nobody"),
                Map.entry("UPLINK_DATABASE_PASSWORD", "none"),
                Map.entry("UPLINK_CREDENTIALS_PRIVATE_KEYSET", new Keysets().privateKeyset())),
            NotifierSettings.ALL);
    try (ApplicationContext context =
        NotifierApplication.context(settings)
            .singletons(AvroSerdes.over(new InMemorySchemaRegistry()))
            .build()
            .start()) {
      lookInto(context.getBean(Notifier.class));
    }
  }

  @Test
  void whatPassesInThisProcessAloneGoesByTheSteadyClock() {
    assertThat(STEADY)
        .contains(
            "notifier.bitbucket.reader.BitbucketReaders",
            "notifier.bitbucket.status.StatusPoster",
            "notifier.delivery.DeliveryLoop",
            "notifier.delivery.Dispatcher",
            "notifier.gate.BudgetGate",
            "notifier.lookup.Asker")
        .doesNotContainAnyElementsOf(SYSTEMS);
  }

  @Test
  void whatIsComparedWithOthersGoesByTheSystemsClock() {
    assertThat(SYSTEMS)
        .contains(
            "notifier.delivery.KafkaDeliveryJournal",
            "notifier.health.HealthLoop",
            "notifier.lookup.LookupHandler",
            "notifier.probe.ProbeLoop",
            "notifier.topology.StreamsIntegrations");
  }

  /** Through all objects of ours that it holds, also those that lambdas hold. */
  private static void lookInto(Object root) throws IllegalAccessException {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> next = new ArrayDeque<>(Set.of(root));
    while (!next.isEmpty()) {
      Object holder = next.pop();
      for (Class<?> type = holder.getClass(); isOurs(type); type = type.getSuperclass()) {
        for (Field field : type.getDeclaredFields()) {
          @Nullable Object held =
              Modifier.isStatic(field.getModifiers()) ? null : read(field, holder);
          if (held instanceof InstantSource clock) {
            (clock instanceof SteadyClock ? STEADY : SYSTEMS).add(name(type));
          } else if (held != null && isOurs(held.getClass()) && seen.add(held)) {
            next.push(held);
          }
        }
      }
    }
  }

  private static @Nullable Object read(Field field, Object holder) throws IllegalAccessException {
    field.setAccessible(true);
    return field.get(holder);
  }

  private static boolean isOurs(@Nullable Class<?> type) {
    return type != null && !type.isEnum() && type.getName().startsWith("dev.uplink.");
  }

  private static String name(Class<?> type) {
    return type.getName().replaceFirst("^dev\\.uplink\\.", "").replaceFirst("\\$\\$Lambda.*", "");
  }
}
