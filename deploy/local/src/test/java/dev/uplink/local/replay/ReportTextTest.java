package dev.uplink.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.IgnoredReason;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReportTextTest {
  private static final Fate STARTED =
      FateMapper.decided(Samples.decision("d1", OutcomeType.STARTED, null, 'b'));
  private static final Fate DISABLED =
      FateMapper.decided(
          Samples.decision("d1", OutcomeType.REJECTED, OutcomeReason.TARGET_DISABLED, 'b'));
  private static final Fate NO_TARGETS =
      new Fate.Decided(Optional.of(IgnoredReason.NO_TARGETS), Optional.of("none"), List.of());

  @Test
  void whatWouldBeOtherwiseIsToldWithWhatItIsDecidedAgainst() {
    assertThat(ReportText.of(report(entry(STARTED, DISABLED), entry(STARTED, STARTED)), false))
        .isEqualTo(
            """
            Dry run of 2 deliveries of uplink.webhooks from 2026-01-02T03:04:05Z
              rules      those of this build; nothing is written
              catalogue  today's: 3 stacks
              memory     empty: no deduplication, heads, pull requests or runs of before the first delivery;
                         triggers and the ends of runs are not repeated
              Bitbucket  not asked: 2 lookups answered from uplink.lookup-results, 2 not known
              left out   4 came again; of 0 the bytes are gone

            2026-01-02T03:04:05Z  acme/bitbucket-cloud/acme/infrastructure  repo:push  d1
              stack network, branch main: STARTED TRACKED of bbbbbbbbbbbb → would be REJECTED now, TARGET_DISABLED
              not known: push files

            Deliveries: 1 different, 1 the same
            Outcomes: 1 otherwise, 0 only now, 0 only then, 1 the same
            """);
  }

  @Test
  void whatIsTheSameIsToldWhenAskedFor() {
    assertThat(ReportText.of(report(entry(STARTED, STARTED)), true))
        .contains("  the same: decided, 1 outcomes\n")
        .contains("  stack network, branch main: STARTED TRACKED of bbbbbbbbbbbb, then and now\n");
  }

  @Test
  void deliveriesThatDifferAsAWholeAreToldSo() {
    Fate letter = new Fate.GivenUp(DeadLetterReason.NOT_JSON, "at\n1:1");

    assertThat(ReportText.of(report(entry(letter, STARTED), entry(STARTED, NO_TARGETS)), false))
        .contains("  dead letter NOT_JSON (at 1:1) → decided, 1 outcomes now\n")
        .contains("  stack network, branch main: no candidate → would START now, TRACKED of bbb")
        .contains("  decided, 1 outcomes → nothing to decide, NO_TARGETS now (none)\n")
        .contains("  stack network, branch main: STARTED TRACKED of bbbbbbbbbbbb → nothing now\n");
  }

  @Test
  void itsLengthIsBounded() {
    Report.Entry entry = entry(STARTED, DISABLED);
    Report report = report(Collections.nCopies(5_000, entry).toArray(Report.Entry[]::new));

    assertThat(ReportText.of(report, false))
        .contains("… and 4800 more deliveries", "Deliveries: 5000 different, 0 the same")
        .hasLineCount(812);
  }

  private static Report report(Report.Entry... entries) {
    return new Report(
        new Selection(Optional.of(Samples.AT), Optional.empty(), Optional.empty(), false),
        4,
        0,
        Map.of("stacks", 3),
        0,
        List.of(entries));
  }

  private static Report.Entry entry(Fate then, Fate now) {
    return new Report.Entry(
        new Delivery(
            "d1",
            Samples.KEY,
            "repo:push",
            Samples.AT,
            "uplink.webhooks/0/0",
            false,
            new ConsumerRecord<>("uplink.webhooks", 0, 0, new byte[0], new byte[0])),
        Comparison.of(then, now),
        new Rehearsed(now, 1, List.of(LookupKind.PUSH_FILES)));
  }
}
