package dev.uplink.processor.memory;

import dev.uplink.processor.decide.Ref;
import dev.uplink.schemas.id.RepositoryKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Forgets, a few rows at a time, the last tracked commits and the closed pull requests that are
 * older than any run that counts. Unlike what is in window stores some of these facts have to
 * outlive every retention: a pull request may be open for years.
 */
final class ExpiredFacts {
  /** Decisions wait meanwhile. */
  private static final int ROWS_A_TURN = 2_000;

  private final KeyValueStore<String, String> rows;
  private final RepositoryFacts facts;
  private final Branches branches;

  /** Where the next turn goes on; null for the beginning. */
  private @Nullable String from;

  ExpiredFacts(KeyValueStore<String, String> rows, RepositoryFacts facts, Branches branches) {
    this.rows = rows;
    this.facts = facts;
    this.branches = branches;
  }

  /** Takes the next turn, and begins anew after the last row. */
  void forget(Instant before) {
    List<String> old = new ArrayList<>();
    int seen = 0;
    try (KeyValueIterator<String, String> some = rows.range(from, null)) {
      from = null;
      while (some.hasNext()) {
        KeyValue<String, String> row = some.next();
        if (seen++ == ROWS_A_TURN) {
          from = row.key;
          break;
        }
        if (RepositoryFacts.isOld(row.key, row.value, before)) {
          old.add(row.key);
        }
      }
    }
    for (String row : old) {
      rows.delete(row);
      RepositoryFacts.pullRequestOf(row).ifPresent(this::forgetHistory);
    }
  }

  /** Unless another integration still knows of it: they share its history. */
  private void forgetHistory(RepositoryFacts.PullRequestId id) {
    if (!facts.isKnown(id)) {
      branches.forget(RepositoryKey.parse(id.repository()), Ref.pullRequest(id.number()));
    }
  }
}
