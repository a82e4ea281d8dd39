package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.notifier.delivery.OffsetLedger.Position;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void theOldestOpenOffsetIsCommittedWithANoteOfTheOthers() {
    read(10, 11, 12, 13, 14);
    settle(10, 12, 13);

    // From 11: one open, two settled, one open, none behind it.
    assertThat(ledger.changed()).isEqualTo(Map.of(0, new Position(11, "1,1,2,1,0")));
  }

  @Test
  void whatWasCommittedIsNotCommittedAgain() {
    read(10);
    settle(10);
    assertThat(ledger.changed()).isEqualTo(Map.of(0, new Position(11, "")));

    assertThat(ledger.changed()).isEmpty();
    assertThat(ledger.all()).isEqualTo(Map.of(0, new Position(11, "")));
  }

  @Test
  void aCommitThatFailedIsTriedAgain() {
    read(10);
    ledger.notCommitted(ledger.changed().keySet());

    assertThat(ledger.changed()).hasSize(1);
  }

  @Test
  void aPartitionThatIsGoneIsNotCommitted() {
    read(10);
    ledger.forget(List.of(0));
    settle(10);

    assertThat(ledger.all()).isEmpty();
  }

  @Test
  void theNextOwnerTakesUpOnlyWhatWasLeftOpen() {
    ledger.assigned(0, new Position(11, "1,1,2,1,0"));

    assertThat(List.of(ledger.read(0, 11), ledger.read(0, 12), ledger.read(0, 13)))
        .containsExactly(true, false, false);
    assertThat(List.of(ledger.read(0, 14), ledger.read(0, 15))).containsExactly(true, true);
  }

  @Test
  void anOwnerThatHasReadNothingYetKeepsTheNote() {
    ledger.assigned(0, new Position(11, "1,1,2,1,0"));
    assertThat(ledger.all()).isEqualTo(Map.of(0, new Position(11, "1,1,2,1,0")));

    ledger.read(0, 11);
    settle(11);

    assertThat(ledger.changed()).isEqualTo(Map.of(0, new Position(14, "1,1,0")));
  }

  @Test
  void whatCompactionRemovedHoldsUpNothing() {
    ledger.assigned(0, new Position(11, "1,1,2,1,0"));
    ledger.read(0, 15);
    settle(15);

    assertThat(ledger.changed()).isEqualTo(Map.of(0, new Position(16, "")));
  }

  @Test
  void whatIsBehindTheLastRecordAndIsNoneCountsAsRead() {
    read(10);
    settle(10);
    ledger.reached(0, 12);

    assertThat(ledger.changed()).isEqualTo(Map.of(0, new Position(12, "")));
  }

  @Test
  void aNoteThatIsNotOursTellsNothing() {
    ledger.assigned(0, new Position(11, "left by another consumer, 2026"));

    assertThat(ledger.read(0, 11)).isTrue();
  }

  @Test
  void aNoteThatWouldBeTooLongTellsOfTheFirst() {
    for (long offset = 0; offset < 10_000; offset++) {
      ledger.read(0, offset);
      if (offset % 2 == 1) {
        settle(offset);
      }
    }
    Position position = Objects.requireNonNull(ledger.changed().get(0));
    assertThat(position.note()).hasSizeBetween(3_990, 4_010);

    ledger.assigned(0, position);
    assertThat(List.of(ledger.read(0, 0), ledger.read(0, 1))).containsExactly(true, false);
    assertThat(ledger.read(0, 9_999)).isTrue();
  }

  private void read(long... offsets) {
    for (long offset : offsets) {
      ledger.read(0, offset);
    }
  }

  private void settle(long... offsets) {
    for (long offset : offsets) {
      ledger.settled(0, offset);
    }
  }
}
