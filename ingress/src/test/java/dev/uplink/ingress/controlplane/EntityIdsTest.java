package dev.uplink.ingress.controlplane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EntityIdsTest {
  @Test
  void anIdIsAUuidOfVersionSevenThatTellsItsTime() {
    Instant time = Instant.parse("2026-01-02T03:04:05.678Z");

    String id = new EntityIds(() -> time, new Random(1)).next();

    assertThat(id).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    assertThat(Long.parseLong(id.replace("-", "").substring(0, 12), 16))
        .isEqualTo(time.toEpochMilli());
  }

  @Test
  void twoIdsOfTheSameMomentDiffer() {
    EntityIds ids = new EntityIds(() -> Instant.EPOCH, new Random(1));

    assertThat(ids.next()).isNotEqualTo(ids.next());
  }

  @Test
  void theirOrderIsTheOrderOfTheirMakingAlsoWithinAMomentAndWhenTheClockGoesBack() {
    List<Instant> times = new ArrayList<>(Collections.nCopies(5_000, Instant.ofEpochMilli(7)));
    times.addAll(Collections.nCopies(10, Instant.ofEpochMilli(3)));
    Iterator<Instant> clock = times.iterator();
    EntityIds ids = new EntityIds(clock::next, new Random(1));

    List<String> made = times.stream().map(time -> ids.next()).toList();

    assertThat(made).isSorted().doesNotHaveDuplicates();
  }
}
