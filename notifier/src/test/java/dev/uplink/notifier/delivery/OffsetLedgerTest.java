package dev.uplink.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OffsetLedgerTest {
  private final OffsetLedger ledger = new OffsetLedger();

  @Test
  void theOldestOpenOffsetIsCommitted() {
    ledger.read(0, 10);
    ledger.read(0, 11);
    ledger.read(0, 12);
    ledger.settled(0, 12);
    ledger.settled(0, 10);

    assertThat(ledger.committable()).isEqualTo(Map.of(0, 11L));
  }

  @Test
  void whatWasCommittedIsNotCommittedAgain() {
    ledger.read(0, 10);
    ledger.settled(0, 10);
    ledger.committed(ledger.committable());

    assertThat(ledger.committable()).isEmpty();
  }

  @Test
  void aCommitThatFailedIsTriedAgain() {
    ledger.read(0, 10);
    ledger.settled(0, 10);
    assertThat(ledger.committable()).isEqualTo(ledger.committable()).isEqualTo(Map.of(0, 11L));
  }

  @Test
  void aPartitionThatIsGoneIsNotCommitted() {
    ledger.read(0, 10);
    ledger.forget(List.of(0));
    ledger.settled(0, 10);

    assertThat(ledger.committable()).isEmpty();
  }
}
