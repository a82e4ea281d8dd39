package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class GroupsTest {
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
  private static final String REPOSITORY = "acme/bitbucket-cloud/acme/network";

  private final Groups groups = groups();

  @Test
  void ofAGroupThatIsKnownAnEndGoesToItsRepository() {
    assertThat(groups.learn("g1", REPOSITORY, NOW)).isEmpty();

    assertThat(groups.route("g1", "FINISHED g1.a", NOW)).isEqualTo(told("FINISHED g1.a"));
  }

  @Test
  void endsThatCameFirstWaitForTheirGroupAndAreToldOnceInTheirOrder() {
    assertThat(groups.route("g1", "FINISHED g1.b", NOW)).isEmpty();
    assertThat(groups.route("g1", "FAILED g1.a", NOW)).isEmpty();
    groups.route("g2", "FAILED g2.a", NOW);

    assertThat(groups.learn("g1", REPOSITORY, NOW)).isEqualTo(told("FINISHED g1.b", "FAILED g1.a"));
    assertThat(groups.learn("g1", REPOSITORY, NOW)).isEmpty();
  }

  @Test
  void ofMoreThanAThousandEndsOfAGroupTheOldestGo() {
    IntStream.rangeClosed(1, 1_003).forEach(i -> groups.route("g1", "FINISHED g1." + i, NOW));

    assertThat(groups.learn("g1", REPOSITORY, NOW)).isEqualTo(finished(4, 1_003));
  }

  /** A scheduler says it again when it is not sure to have been heard. */
  @Test
  void anEndThatIsToldAgainTakesNoPlaceOfAnother() {
    IntStream.rangeClosed(1, 1_000).forEach(i -> groups.route("g1", "FINISHED g1." + i, NOW));
    groups.route("g1", "FINISHED g1.1000", NOW);

    assertThat(groups.learn("g1", REPOSITORY, NOW)).isEqualTo(finished(1, 1_000));
  }

  @Test
  void endsOfAGroupThatNobodyStartedAreForgottenAfterADay() {
    groups.route("g1", "FINISHED g1.a", NOW);

    assertThat(groups.learn("g1", REPOSITORY, NOW.plus(Duration.ofHours(25)))).isEmpty();
  }

  private static List<KeyValue<String, String>> finished(int first, int last) {
    return told(
        IntStream.rangeClosed(first, last)
            .mapToObj(i -> "FINISHED g1." + i)
            .toArray(String[]::new));
  }

  private static List<KeyValue<String, String>> told(String... ends) {
    return List.of(ends).stream().map(end -> KeyValue.pair(REPOSITORY, end)).toList();
  }

  private static Groups groups() {
    MockProcessorContext<String, String> context = new MockProcessorContext<>();
    Groups.stores(new InMemory())
        .forEach(
            builder -> {
              StateStore store = builder.withLoggingDisabled().build();
              store.init(context.getStateStoreContext(), store);
              context.addStateStore(store);
            });
    return new Groups(context);
  }
}
