package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Opening;
import java.util.function.Supplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** Commits, as integrations see them. */
final class Boards {
  private final StatusStores stores;
  private final Supplier<String> pageIds;

  /**
   * @param pageIds a name for each commit's page, which nobody can guess
   */
  Boards(StatusStores stores, Supplier<String> pageIds) {
    this.stores = stores;
    this.pageIds = pageIds;
  }

  @Nullable Board known(CommitPlace place) {
    return known(place.key());
  }

  @Nullable Board known(String key) {
    @Nullable Board board = stores.boards().get(key);
    return board == null || !board.pageId().isEmpty() ? board : board.on(pageIds.get());
  }

  Board knownOrFirst(Opening opening, Draft draft) {
    CommitPlace place = opening.place();
    @Nullable Board known = known(place);
    if (known != null) {
      return known;
    }
    dropLeftovers(place, draft);
    @Nullable String claimed = stores.claims().get(place.claim());
    if (claimed == null) {
      draft.put(stores.claims(), place.claim(), place.integrationId());
    }
    boolean plainKeys = claimed == null || claimed.equals(place.integrationId());
    return Board.first(opening, plainKeys, pageIds.get());
  }

  /**
   * The sweep may have come to a board and not yet to its runs, which the new one never counted.
   */
  private void dropLeftovers(CommitPlace place, Draft draft) {
    String prefix = place.key() + "/";
    String end = place.key() + "0"; // the character behind the slash
    try (KeyValueIterator<String, String> rows = stores.latest().range(prefix, end)) {
      rows.forEachRemaining(
          row -> {
            draft.put(stores.latest(), row.key, null);
            draft.put(stores.runs(), row.value, null);
            draft.say(new Step.Unlisted(row.key));
          });
    }
  }
}
