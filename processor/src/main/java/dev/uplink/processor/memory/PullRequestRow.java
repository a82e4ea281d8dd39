package dev.uplink.processor.memory;

import dev.uplink.processor.decide.PullRequestRecord;
import dev.uplink.schemas.id.CommitSha;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pull request as its row has it: {@code {time} {open|closed} {head} {target}}, then source
 * branch and version, with a control character before each, which no name of a branch has. A head
 * that is not known is a dash, whatever else is not known is empty. Rows of earlier versions end
 * with the target, or before it.
 */
final class PullRequestRow {
  private static final String OPEN = "open";
  private static final String CLOSED = "closed";
  private static final String NO_HEAD = "-";
  private static final String NEXT = "\u0001";

  private PullRequestRow() {}

  static String of(PullRequestRecord record, Instant at) {
    @Nullable CommitSha head = record.head();
    return String.join(
        " ",
        Long.toString(at.toEpochMilli()),
        record.open() ? OPEN : CLOSED,
        head == null ? NO_HEAD : head.value(),
        String.join(
            NEXT, orEmpty(record.target()), orEmpty(record.source()), orEmpty(record.version())));
  }

  private static String orEmpty(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  static PullRequestRecord parse(String row) {
    String[] parts = row.split(" ", 4);
    String[] more = (parts.length == 4 ? parts[3] : "").split(NEXT, -1);
    @Nullable String version = part(more, 2);
    return new PullRequestRecord(
        parts[1].equals(OPEN),
        parts[2].equals(NO_HEAD) ? null : new CommitSha(parts[2]),
        part(more, 1),
        part(more, 0),
        version == null ? null : Long.valueOf(version));
  }

  private static @Nullable String part(String[] parts, int place) {
    return place < parts.length && !parts[place].isEmpty() ? parts[place] : null;
  }

  static boolean isClosed(String row) {
    return row.split(" ", 3)[1].equals(CLOSED);
  }
}
