package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.NothingToRun;
import dev.uplink.notifier.aggregate.Opening;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.store.KeptBoard;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Commits, as integrations see them. */
final class Boards {
  /** The character behind the slash: where a range of all that begins with a slash ends. */
  private static final String AFTER_SLASH = "0";

  /** Whoever claimed nothing of a repository for so long has nothing to do with it any more. */
  private static final Duration NEIGHBOURS_FOR = Duration.ofDays(7);

  /** Claims of one repository that are looked at; a stream thread has other things to do. */
  private static final int MOST_CLAIMS = 2_000;

  private final StatusStores stores;
  private final Supplier<String> pageIds;
  private final Predicate<String> lives;

  /**
   * @param pageIds a name for each commit's page, which nobody can guess
   * @param lives whether there is an integration, by its record's key
   */
  Boards(StatusStores stores, Supplier<String> pageIds, Predicate<String> lives) {
    this.stores = stores;
    this.pageIds = pageIds;
    this.lives = lives;
  }

  @Nullable Board known(CommitPlace place) {
    return known(place.key());
  }

  @Nullable Board known(String key) {
    return board(stores.boards().get(key));
  }

  /** As it is going to be. */
  @Nullable Board known(CommitPlace place, Draft draft) {
    return board(draft.get(stores.boards(), place.key()));
  }

  private @Nullable Board board(@Nullable KeptBoard kept) {
    if (kept == null) {
      return null;
    }
    Board board = kept.board();
    return board.pageId().isEmpty() ? board.on(pageIds.get()) : board;
  }

  Board knownOrFirst(Opening opening, Draft draft) {
    CommitPlace place = opening.place();
    @Nullable Board known = known(place, draft);
    if (known != null && (known.plainKeys() || !known.isEmpty() || isLeftToAnother(opening))) {
      return known;
    }
    @Nullable String claimed = stores.claims().get(place.claim());
    if (known != null) {
      return claimed == null ? claimed(known, draft) : known;
    }
    dropLeftovers(place, draft);
    boolean claims = claimed == null && !isLeftToAnother(opening);
    if (claims) {
      draft.put(stores.claims(), place.claim(), place.integrationId());
    }
    boolean plainKeys = claims || place.integrationId().equals(claimed);
    return Board.first(opening, plainKeys, pageIds.get());
  }

  /**
   * It left the plain keys to another, with nothing to run; now it is the first to start a run, and
   * what is required must not wait for the other one, which may never have anything to say.
   */
  private Board claimed(Board known, Draft draft) {
    CommitPlace place = known.place();
    draft.put(stores.claims(), place.claim(), place.integrationId());
    return known.withPlainKeys();
  }

  /**
   * With nothing to run, the plain keys are for an integration that has them at other commits of
   * the repository, as long as it has not said that it has nothing to run here either: what is
   * required there must not be green for what it did not say.
   */
  private boolean isLeftToAnother(Opening opening) {
    return switch (opening) {
      case StartedRun _ -> false;
      case NothingToRun nothing -> hasNeighbour(nothing.place(), nothing.at());
    };
  }

  private boolean hasNeighbour(CommitPlace place, Instant at) {
    String repository = place.repositoryKey().toString();
    Set<String> asked = new HashSet<>(Set.of(place.integrationId()));
    try (KeyValueIterator<String, String> rows =
        stores.claims().range(repository + "/", repository + AFTER_SLASH)) {
      for (int seen = 0; seen < MOST_CLAIMS && rows.hasNext(); seen++) {
        KeyValue<String, String> claim = rows.next();
        if (asked.contains(claim.value)) {
          continue;
        }
        @Nullable KeptBoard other = stores.boards().get(claim.value + "/" + claim.key);
        if (other != null && other.board().changedAt().plus(NEIGHBOURS_FOR).isAfter(at)) {
          asked.add(claim.value);
          if (lives.test(place.account() + "/" + claim.value)
              && !stores.boards().has(claim.value + "/" + place.claim())) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /**
   * The sweep may have come to a board and not yet to its runs, which the new one never counted.
   */
  private void dropLeftovers(CommitPlace place, Draft draft) {
    String prefix = place.key() + "/";
    String end = place.key() + AFTER_SLASH;
    try (KeyValueIterator<String, String> rows = stores.latest().range(prefix, end)) {
      rows.forEachRemaining(
          row -> {
            draft.put(stores.latest(), row.key, null);
            draft.put(stores.runs(), row.value, null);
            draft.say(new Change.Unlisted(row.key));
          });
    }
  }
}
