package dev.uplink.ingress.controlplane.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageTest {
  @Test
  void oneMoreThanWantedMeansThereIsANextPage() {
    PageRequest request = PageRequest.of("2", null);

    Page<String> page = Page.of(List.of("a", "b", "c"), request, Function.identity());

    assertThat(page.items()).containsExactly("a", "b");
    assertThat(PageRequest.of("2", page.nextCursor()).after()).isEqualTo("b");
  }

  @Test
  void exactlyAsManyAsWantedIsTheLastPage() {
    Page<String> page = Page.of(List.of("a", "b"), PageRequest.of("2", null), Function.identity());

    assertThat(page.nextCursor()).isNull();
  }
}
