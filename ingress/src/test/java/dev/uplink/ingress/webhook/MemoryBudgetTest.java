package dev.uplink.ingress.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.ingress.webhook.MemoryBudget.Reservation;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {
  private static final long BODY = 1_000;

  private final MemoryBudget budget = new MemoryBudget(2 * (MemoryBudget.OVERHEAD + BODY));

  @Test
  void whatFitsExactlyIsGivenAndNotAByteMore() {
    assertThat(budget.reserve(BODY)).isPresent();
    assertThat(budget.reserve(BODY + 1)).isEmpty();
    assertThat(budget.reserve(BODY)).isPresent();
    assertThat(budget.reserve(0)).isEmpty();
  }

  @Test
  void aReservationGrowsUntilTheBudgetIsSpent() {
    Reservation reservation = budget.reserve(BODY).orElseThrow();

    assertThat(reservation.grow(BODY + MemoryBudget.OVERHEAD)).isTrue();
    assertThat(reservation.grow(1)).isFalse();
  }

  @Test
  void allThatAReservationHoldsIsGivenBackOnce() {
    Reservation reservation = budget.reserve(BODY).orElseThrow();
    reservation.grow(1);

    reservation.release();
    reservation.release();

    assertThat(budget.spent()).isZero();
  }

  /** A piece of a body may come while its webhook is being given up. */
  @Test
  void aReleasedReservationDoesNotGrow() {
    Reservation reservation = budget.reserve(BODY).orElseThrow();
    reservation.release();

    assertThat(reservation.grow(1)).isFalse();
    assertThat(budget.spent()).isZero();
  }
}
