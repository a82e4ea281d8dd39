package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.delivery.QuotaWorld.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the budget, 429s and the breaker do to each other. */
class QuotaPropertiesTest {
  /** Something that happens; the number says which and how much. */
  record Event(Kind kind, int number) {}

  enum Kind {
    BEGIN,
    GO_ON,
    END,
    LOOK,
    PASS_SECONDS,
    PASS_MINUTES,
    BE_WELL,
    FAIL,
    FALL_SILENT,
    HAVE_TOO_MANY,
    HAVE_TOO_MANY_FOR_A_MINUTE
  }

  @Property(tries = 100)
  void theNewestIsShownInTheEndAndNoHourSeesMoreRequestsThanTheBudgetHas(
      @ForAll("events") List<Event> events) {
    QuotaWorld world = new QuotaWorld();
    events.forEach(event -> happen(world, event));

    world.quiet();

    assertThat(world.shown).isEqualTo(world.topic);
    List<Instant> made = world.made;
    for (int first = 0; first + QuotaWorld.PER_HOUR < made.size(); first++) {
      assertThat(Duration.between(made.get(first), made.get(first + QuotaWorld.PER_HOUR)))
          .isGreaterThan(Duration.ofHours(1));
    }
  }

  private static void happen(QuotaWorld world, Event event) {
    int number = event.number();
    switch (event.kind()) {
      case BEGIN, GO_ON -> world.publish(number % 8, CheckState.IN_PROGRESS);
      case END -> world.publish(number % 8, CheckState.SUCCESSFUL);
      case LOOK -> world.look();
      case PASS_SECONDS -> world.pass(Duration.ofSeconds(number));
      case PASS_MINUTES -> world.pass(Duration.ofMinutes(number));
      case BE_WELL -> world.mood = Mood.WELL;
      case FAIL -> world.mood = Mood.FAILING;
      case FALL_SILENT -> world.mood = Mood.SILENT;
      case HAVE_TOO_MANY -> world.mood = Mood.TOO_MANY;
      case HAVE_TOO_MANY_FOR_A_MINUTE -> world.mood = Mood.TOO_MANY_FOR_A_MINUTE;
    }
  }

  @Provide
  Arbitrary<List<Event>> events() {
    return Combinators.combine(Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 70))
        .as(Event::new)
        .list()
        .ofMaxSize(80);
  }
}
