package dev.uplink.schemas.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefillOptionsTest {
  @Test
  void eachIsSaidByItsWordInAnyOrder() {
    assertThat(of("refill-topics")).contains(new RefillOptions(false, false));
    assertThat(of("refill-topics", "unclosed")).contains(new RefillOptions(true, false));
    assertThat(of("refill-topics", "without-rows")).contains(new RefillOptions(false, true));
    assertThat(of("refill-topics", "without-rows", "unclosed"))
        .contains(new RefillOptions(true, true));
  }

  /** As messages and scripts have them. */
  @Test
  void dashesDoNoHarm() {
    assertThat(of("refill-topics", "--without-rows", "unclosed"))
        .contains(new RefillOptions(true, true));
  }

  @Test
  void otherWordsAreNotTakenForThem() {
    assertThat(of()).isEmpty();
    assertThat(of("unclosed")).isEmpty();
    assertThat(of("refill-topics", "all")).isEmpty();
    assertThat(of("refill-topics", "unclosed", "unclosed")).isEmpty();
  }

  private static Optional<RefillOptions> of(String... words) {
    return RefillOptions.of(List.of(words));
  }
}
