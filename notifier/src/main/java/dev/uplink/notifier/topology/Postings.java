package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckGroup;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunState;
import dev.uplink.notifier.aggregate.StatusLabel;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.notifier.aggregate.TestCase;
import dev.uplink.notifier.store.KeptBoard;
import dev.uplink.notifier.store.PostedStatus;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.jspecify.annotations.Nullable;

/** What was posted under which key, and what is to be posted now. */
final class Postings {
  /** Of a test case that was under way when its module's run, or the next one, went on without. */
  private static final String GONE = "no longer part of the run";

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
      @Nullable PostedStatus before = show(run, run.label(), shown, board, at, draft);
      showTestCases(run, before == null ? null : before.run(), board, at, draft);
    }
  }

  /**
   * @param beforeId the run that was shown before, perhaps the same
   */
  private void showTestCases(
      Run run, @Nullable RunId beforeId, Board board, Instant at, Draft draft) {
    if (run.target().kind() != Target.Kind.MODULE) {
      return;
    }
    String page = pages.apply(board);
    Set<String> told = new HashSet<>();
    for (TestCase one : run.progress().testCases()) {
      told.add(one.id());
      show(run, run.label().of(one), Appearance.of(run, one, board, page), board, at, draft);
    }
    @Nullable Run before = beforeId == null ? null : stores.runs().get(beforeId.value());
    if (before == null) {
      return;
    }
    for (TestCase one : before.progress().testCases()) {
      if (!told.contains(one.id()) && before.check(one) == CheckState.IN_PROGRESS) {
        TestCase gone = new TestCase(one.id(), RunState.STOPPED, one.url(), GONE);
        show(run, run.label().of(gone), Appearance.of(run, gone, board, page), board, at, draft);
      }
    }
  }

  /**
   * @return what was posted before
   */
  private @Nullable PostedStatus show(
      Run run, StatusLabel label, Appearance shown, Board board, Instant at, Draft draft) {
    String key = key(board, label);
    @Nullable PostedStatus before = draft.get(stores.statuses(), key);
    PostedStatus first = PostedStatus.of(run, shown, fork(board));
    PostedStatus after = before == null ? first : before.followedBy(first, board);
    say(before, after, board, label, at, draft);
    if (!after.equals(before)) {
      draft.put(stores.statuses(), key, after);
    }
    return before;
  }

  /** Writes the commit down, and posts those of its groups that look different now. */
  void keep(Board board, List<CheckGroup> groups, Instant at, Draft draft) {
    keep(board, groups, PostedStatus::followedBy, at, draft);
  }

  /**
   * Writes it down, and posts all of its groups, which a fork has to be told besides from now on.
   */
  void keepInMore(Board board, Instant at, Draft draft) {
    keep(board, List.of(CheckGroup.values()), PostedStatus::followedInMoreBy, at, draft);
  }

  /** What is posted after something else was. */
  private interface Following {
    PostedStatus follow(PostedStatus before, PostedStatus first, Board board);
  }

  private void keep(
      Board board, List<CheckGroup> groups, Following following, Instant at, Draft draft) {
    String key = board.place().key();
    @Nullable KeptBoard before = draft.get(stores.boards(), key);
    Map<CheckGroup, PostedStatus> posted = postedGroups(before, board);
    if (board.mode().aggregated() && !board.counting() && !groups.isEmpty()) {
      String page = pages.apply(board);
      for (CheckGroup group : groups) {
        PostedStatus first = PostedStatus.of(Appearance.of(group, board, page), fork(board));
        @Nullable PostedStatus known = posted.get(group);
        PostedStatus after = known == null ? first : following.follow(known, first, board);
        posted.put(group, after);
        say(known, after, board, StatusLabel.of(group), at, draft);
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
  private static void say(
      @Nullable PostedStatus before,
      PostedStatus after,
      Board board,
      StatusLabel label,
      Instant at,
      Draft draft) {
    if (before == null || after.revision() > before.revision()) {
      draft.say(change(after, board, board.key(label), at));
    }
  }

  /**
   * All targets' own, to where the commit is now, or to the pull request that brings it: of most of
   * them nothing else may ever come.
   */
  void moveIndividual(Board before, Board board, Instant at, Draft draft) {
    String prefix = board.place().key() + "/";
    String end = board.place().key() + "0"; // the character behind the slash
    String page = pages.apply(board);
    try (KeyValueIterator<String, PostedStatus> rows = stores.statuses().range(prefix, end)) {
      while (rows.hasNext()) {
        KeyValue<String, PostedStatus> row = rows.next();
        @Nullable RunId id = row.value.run();
        @Nullable Run run = id == null ? null : stores.runs().get(id.value());
        if (run != null) {
          Appearance shown = shown(row, run, board, page).under(board.ref());
          PostedStatus first = PostedStatus.of(run, shown, fork(board));
          PostedStatus moved =
              before.isToldInMore(board.where())
                  ? row.value.followedInMoreBy(first, board)
                  : row.value.followedBy(first, board);
          if (moved.revision() > row.value.revision()) {
            draft.put(stores.statuses(), row.key, moved);
            draft.say(change(moved, board, row.key.substring(prefix.length()), at));
          }
        }
      }
    }
  }

  /** What a row of the run shows: the run, or one of its test cases. */
  private static Appearance shown(
      KeyValue<String, PostedStatus> row, Run run, Board board, String page) {
    if (row.key.equals(key(board, run.label()))) {
      return Appearance.of(run, board, page);
    }
    return run.progress().testCases().stream()
        .filter(one -> row.key.equals(key(board, run.label().of(one))))
        .findFirst()
        .map(one -> Appearance.of(run, one, board, page))
        // One that is gone shows what was said of it last.
        .orElse(row.value.shown());
  }

  private static Change change(PostedStatus posted, Board board, String key, Instant at) {
    return new Change.Show(
        new BuildStatus(
            board.place(),
            posted.fork(),
            alsoIn(board),
            key,
            posted.shown(),
            posted.run(),
            posted.revision(),
            at));
  }

  private static @Nullable Fork fork(Board board) {
    return board.where().fork().orElse(null);
  }

  /** Data Center shows statuses of a fork's commit in the repository itself from the start. */
  private static @Nullable Fork alsoIn(Board board) {
    return switch (board.place().product()) {
      case CLOUD -> board.where().alsoIn().orElse(null);
      case DATA_CENTER -> null;
    };
  }

  private static String key(Board board, StatusLabel label) {
    return board.place().key() + "/" + board.key(label);
  }
}
