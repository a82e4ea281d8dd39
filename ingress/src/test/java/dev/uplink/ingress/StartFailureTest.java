package dev.uplink.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StartFailureTest {
  @Test
  void everyCauseIsToldOnce() {
    Exception root = new IllegalArgumentException("Connection refused");
    Exception middle = new IllegalStateException("no pool: Connection refused", root);

    assertThat(StartFailure.explain(new RuntimeException("no database", middle)))
        .isEqualTo("no database\n  because: no pool: Connection refused");
  }

  @Test
  void aFailureWithoutAMessageIsToldByItsType() {
    assertThat(StartFailure.explain(new IllegalStateException()))
        .isEqualTo("java.lang.IllegalStateException");
  }
}
