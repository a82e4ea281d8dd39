package dev.uplink.processor.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.Limits;
import org.junit.jupiter.api.Test;

class TurnBudgetTest {
  private final TurnBudget budget = new TurnBudget();

  @Test
  void fiftyEventsAreDecidedAtOnce() {
    for (int events = 0; events < 49; events++) {
      budget.spendEvent();
    }
    assertThat(budget.isSpent()).isFalse();

    budget.spendEvent();
    assertThat(budget.isSpent()).isTrue();
  }

  @Test
  void fewerAreWhereEachHasThousandsOfTargets() {
    budget.spendCandidates(Limits.TARGETS_PER_REPOSITORY - 1);
    assertThat(budget.isSpent()).isFalse();

    budget.spendCandidates(1);
    assertThat(budget.isSpent()).isTrue();
  }
}
