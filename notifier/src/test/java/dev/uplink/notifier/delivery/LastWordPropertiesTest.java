package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.bitbucket.status.PostResult;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Whatever Bitbucket, Kafka and we went through: at last Bitbucket shows what the topic says. */
class LastWordPropertiesTest {
  private static final PostResult DELIVERED = new PostResult.Delivered(201);
  private static final PostResult NO_ANSWER = new PostResult.Failed(null, "no answer");
  private static final PostResult DOWN = new PostResult.Failed(503, "down");

  /** Something that happens; the number says which and how much. */
  record Event(Kind kind, int number) {}

  enum Kind {
    PUBLISH,
    READ,
    COMMIT,
    DELIVER,
    TIME_OUT_AND_LAND_LATE,
    TIME_OUT_AFTER_ACTING,
    TIME_OUT_UNHEARD,
    FAIL,
    REFUSE_CREDENTIALS,
    REFUSE_PLACE,
    THROTTLE,
    PASS_SECONDS,
    CRASH
  }

  @Property(tries = 500)
  void onceAllIsQuietBitbucketShowsTheNewest(@ForAll("events") List<Event> events) {
    DeliveryWorld world = new DeliveryWorld();
    events.forEach(event -> happen(world, event));

    world.quiet();

    assertThat(world.shown).isEqualTo(world.topic);
    assertThat(world.isAllCommitted()).isTrue();
  }

  private static void happen(DeliveryWorld world, Event event) {
    int number = event.number();
    switch (event.kind()) {
      case PUBLISH -> world.publish(number % 4);
      case READ -> world.readSome(number % 5);
      case COMMIT -> world.commit();
      case DELIVER -> world.end(number, DELIVERED, true, Duration.ZERO);
      case TIME_OUT_AND_LAND_LATE -> world.end(number, NO_ANSWER, true, Duration.ofSeconds(number));
      case TIME_OUT_AFTER_ACTING -> world.end(number, NO_ANSWER, true, Duration.ZERO);
      case TIME_OUT_UNHEARD -> world.end(number, NO_ANSWER, false, Duration.ZERO);
      case FAIL -> world.end(number, DOWN, false, Duration.ZERO);
      case REFUSE_CREDENTIALS ->
          world.end(
              number, world.unauthorized(PostResult.Refusal.CREDENTIALS), false, Duration.ZERO);
      case REFUSE_PLACE ->
          world.end(number, world.unauthorized(PostResult.Refusal.PLACE), false, Duration.ZERO);
      case THROTTLE ->
          world.end(
              number,
              new PostResult.Throttled(429, "too many", Duration.ofSeconds(number)),
              false,
              Duration.ZERO);
      case PASS_SECONDS -> world.pass(Duration.ofSeconds(number));
      case CRASH -> world.crash(Duration.ofSeconds(number));
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    Arbitrary<Kind> kinds =
        Arbitraries.frequency(
                Tuple.of(8, Kind.PUBLISH), Tuple.of(8, Kind.READ), Tuple.of(4, Kind.PASS_SECONDS))
            .edgeCases(config -> config.none());
    return Combinators.combine(
            Arbitraries.oneOf(kinds, Arbitraries.of(Kind.class)),
            Arbitraries.integers().between(0, 70))
        .as(Event::new)
        .list()
        .ofMaxSize(60);
  }
}
