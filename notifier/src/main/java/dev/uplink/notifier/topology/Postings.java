package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckGroup;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.StatusLabel;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.notifier.store.KeptBoard;
import dev.uplink.notifier.store.PostedStatus;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** What was posted under which key, and what is to be posted now. */
final class Postings {
  private final StatusStores stores;
  private final Function<Board, String> pages;

  /**
   * @param pages where statuses of a commit lead that have no run to lead to
   */
  Postings(StatusStores stores, Function<Board, String> pages) {
    this.stores = stores;
    this.pages = pages;
  }

  StatusLabel label(Target target, Board board) {
    StatusLabel plain = StatusLabel.plain(target);
    @Nullable PostedStatus posted = stores.statuses().get(key(board, plain));
    boolean free = posted == null || target.id().equals(posted.targetId());
    return free ? plain : StatusLabel.withKind(target);
  }

  /** Whether the target's own status is about this run. */
  boolean isShown(Run run, Board board) {
    if (!board.mode().individual()) {
      return false;
    }
    @Nullable PostedStatus posted = stores.statuses().get(key(board, run.label()));
    return posted != null && run.id().equals(posted.run());
  }

  void showIndividual(Run run, Board board, Instant at, Draft draft) {
    if (board.mode().individual()) {
      Appearance shown = Appearance.of(run, board, pages.apply(board));
      PostedStatus first = PostedStatus.of(run, shown, fork(board));
      String key = key(board, run.label());
      @Nullable PostedStatus before = stores.statuses().get(key);
      PostedStatus after = say(before, first, board, run.label(), at, draft);
      if (!after.equals(before)) {
        draft.put(stores.statuses(), key, after);
      }
    }
  }

  /** Writes the commit down, and posts those of its groups that look different now. */
  void keep(Board board, List<CheckGroup> groups, Instant at, Draft draft) {
    String key = board.place().key();
    @Nullable KeptBoard before = stores.boards().get(key);
    Map<CheckGroup, PostedStatus> posted = postedGroups(before, board);
    if (board.mode().aggregated() && !board.counting() && !groups.isEmpty()) {
      String page = pages.apply(board);
      for (CheckGroup group : groups) {
        PostedStatus first = PostedStatus.of(Appearance.of(group, board, page), fork(board));
        @Nullable PostedStatus known = posted.get(group);
        posted.put(group, say(known, first, board, StatusLabel.of(group), at, draft));
      }
    }
    KeptBoard after = new KeptBoard(board, posted);
    if (!after.equals(before)) {
      draft.put(stores.boards(), key, after);
    }
  }

  /** Under the keys that the commit has now. To be changed by the caller. */
  private Map<CheckGroup, PostedStatus> postedGroups(@Nullable KeptBoard kept, Board board) {
    Map<CheckGroup, PostedStatus> posted = new EnumMap<>(CheckGroup.class);
    if (kept == null || kept.board().plainKeys() != board.plainKeys()) {
      return posted;
    }
    if (kept.groups() != null) {
      posted.putAll(kept.groups());
      return posted;
    }
    for (CheckGroup group : CheckGroup.values()) {
      @Nullable PostedStatus status = stores.statuses().get(key(board, StatusLabel.of(group)));
      if (status != null) {
        posted.put(group, status);
      }
    }
    return posted;
  }

  /** Posts nothing when Bitbucket would show the same as before. */
  private static PostedStatus say(
      @Nullable PostedStatus before,
      PostedStatus first,
      Board board,
      StatusLabel label,
      Instant at,
      Draft draft) {
    PostedStatus after = before == null ? first : before.followedBy(first, board.place().product());
    if (before == null || after.revision() > before.revision()) {
      draft.say(change(after, board, board.key(label), at));
    }
    return after;
  }

  /** All targets' own, to where the commit is now: of most of them nothing else may ever come. */
  void moveIndividual(Board board, Instant at, Draft draft) {
    String prefix = board.place().key() + "/";
    String end = board.place().key() + "0"; // the character behind the slash
    String page = pages.apply(board);
    try (KeyValueIterator<String, PostedStatus> rows = stores.statuses().range(prefix, end)) {
      while (rows.hasNext()) {
        KeyValue<String, PostedStatus> row = rows.next();
        @Nullable RunId id = row.value.run();
        @Nullable Run run = id == null ? null : stores.runs().get(id.value());
        if (run != null) {
          Appearance shown = Appearance.of(run, board, page).under(board.refName());
          PostedStatus moved =
              row.value.followedBy(
                  PostedStatus.of(run, shown, fork(board)), board.place().product());
          draft.put(stores.statuses(), row.key, moved);
          draft.say(change(moved, board, row.key.substring(prefix.length()), at));
        }
      }
    }
  }

  private static Change change(PostedStatus posted, Board board, String key, Instant at) {
    return new Change.Show(
        new BuildStatus(
            board.place(),
            posted.fork(),
            key,
            posted.shown(),
            posted.run(),
            posted.revision(),
            at));
  }

  private static @Nullable Fork fork(Board board) {
    return board.where().fork().orElse(null);
  }

  private static String key(Board board, StatusLabel label) {
    return board.place().key() + "/" + board.key(label);
  }
}
