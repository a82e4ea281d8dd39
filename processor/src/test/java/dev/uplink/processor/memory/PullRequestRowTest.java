package dev.uplink.processor.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.uplink.processor.decide.PullRequestRecord;
import dev.uplink.schemas.id.CommitSha;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PullRequestRowTest {
  private static final CommitSha HEAD = new CommitSha("2".repeat(40));

  @Test
  void whatIsWrittenIsRead() {
    for (PullRequestRecord record :
        List.of(
            record(true, HEAD, "dev", "main", 3L),
            record(false, null, null, null, null),
            record(true, HEAD, null, "with space", null),
            record(false, null, "dev", null, 0L))) {
      String row = PullRequestRow.of(record, Instant.EPOCH);

      assertThat(PullRequestRow.parse(row)).isEqualTo(record);
      assertThat(PullRequestRow.isClosed(row)).isNotEqualTo(record.open());
    }
  }

  /** By a processor that kept neither source nor version. */
  @Test
  void whatAnEarlierVersionWroteIsReadStill() {
    assertThat(PullRequestRow.parse("1767225600000 open " + HEAD + " feature/a b"))
        .isEqualTo(record(true, HEAD, null, "feature/a b", null));
    assertThat(PullRequestRow.parse("1767225600000 closed -"))
        .isEqualTo(record(false, null, null, null, null));
  }

  private static PullRequestRecord record(
      boolean open,
      @Nullable CommitSha head,
      @Nullable String source,
      @Nullable String target,
      @Nullable Long version) {
    return new PullRequestRecord(open, head, source, target, version);
  }
}
