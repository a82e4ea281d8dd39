package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckGroup;
import dev.uplink.notifier.aggregate.CommitPage;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Progress;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunKind;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.StatusLabel;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.notifier.store.PostedStatus;
import dev.uplink.notifier.store.Wait;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of one task up to date with what happened to a run, and says which statuses
 * changed by it. All rows are read and all is worked out before the first is written: an event that
 * turns out to be a dead letter leaves nothing behind.
 */
final class StatusBook {
  private final StatusStores stores;
  private final WaitingReports waiting;
  private final Function<CommitPlace, CommitPage> pages;

  StatusBook(StatusStores stores, WaitingReports waiting, Function<CommitPlace, CommitPage> pages) {
    this.stores = stores;
    this.waiting = waiting;
    this.pages = pages;
  }

  List<BuildStatus> started(StartedRun start, Instant now) {
    Draft draft = new Draft();
    boolean first = stores.boards().get(start.place().key()) == null;
    Board board = board(start, draft).counting(!start.last(), now);
    String latestKey = latestKey(board.place().key(), start.target(), start.kind());
    // A new board has counted nothing that could be replaced.
    @Nullable String replaced = first ? null : stores.latest().get(latestKey);
    // What came of a run that was started says more than that another one was not.
    boolean counts = start.refusal() == null || replaced == null;
    if (counts && (first || stores.runs().get(start.run().value()) == null)) {
      Run run = run(start, board, draft);
      board = (replaced == null ? board : board.uncount(run(replaced))).count(run);
      draft.put(stores.runs(), run.id().value(), run);
      draft.put(stores.latest(), latestKey, run.id().value());
      // Of a target's runs of several types on one commit, the latest started has its status.
      showIndividual(run, board, start.at(), draft);
    }
    draft.put(stores.boards(), board.place().key(), board);
    showGroups(board, List.of(CheckGroup.values()), start.at(), draft);
    return draft.write();
  }

  /** The statuses it changes, none if it is older than what is known; empty if its run is not. */
  Optional<List<BuildStatus>> reported(RunReport report, Instant now) {
    @Nullable Run known = stores.runs().get(report.run().value());
    @Nullable Board board = known == null ? null : stores.boards().get(known.board());
    if (known == null || board == null) {
      return Optional.empty();
    }
    Progress progress = report.progress();
    if (!progress.isNewerThan(known.progress())) {
      return Optional.of(List.of());
    }
    return Optional.of(change(board, known, known.at(progress), progress.at(), now));
  }

  /** The statuses it changes, none if it was told before. An order for an unknown run waits. */
  List<BuildStatus> ordered(StopOrder order, Instant now) {
    @Nullable Run known = stores.runs().get(order.run().value());
    @Nullable Board board = known == null ? null : stores.boards().get(known.board());
    if (known == null || board == null) {
      stores.earlyStops().put(order.run().value(), order);
      return List.of();
    }
    return change(board, known, known.stopped(order), order.at(), now);
  }

  private List<BuildStatus> change(Board board, Run known, Run run, Instant happened, Instant now) {
    Draft draft = new Draft();
    draft.put(stores.runs(), run.id().value(), run);
    // A run that another one has replaced no longer counts, whatever becomes of it.
    if (run.id().value().equals(stores.latest().get(latestKey(run)))) {
      // The update's time is its producer's: one that lags must not make the commit look forgotten.
      Instant changed = now.isAfter(board.changedAt()) ? now : board.changedAt();
      Board moved = board.uncount(known).count(run).counting(board.counting(), changed);
      draft.put(stores.boards(), run.board(), moved);
      if (isShown(run, moved)) {
        showIndividual(run, moved, happened, draft);
      }
      showGroups(moved, List.of(run.kind().group()), happened, draft);
    }
    return draft.write();
  }

  private Board board(StartedRun start, Draft draft) {
    CommitPlace place = start.place();
    @Nullable Board known = stores.boards().get(place.key());
    if (known != null) {
      return known;
    }
    dropLeftovers(place, draft);
    @Nullable String claimed = stores.claims().get(place.claim());
    if (claimed == null) {
      draft.put(stores.claims(), place.claim(), place.integrationId());
    }
    return Board.first(start, claimed == null || claimed.equals(place.integrationId()));
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
          });
    }
  }

  /** As it stands when it is first heard of: reports may have been waiting for it. */
  private Run run(StartedRun start, Board board, Draft draft) {
    Progress progress =
        start.refusal() == null
            ? Progress.notYetReported(start.at())
            : Progress.refused(start.refusal(), start.at());
    for (Wait wait : waiting.of(start.run())) {
      Progress said = wait.report().progress();
      progress = said.isNewerThan(progress) ? said : progress;
      draft.writes.add(() -> waiting.end(wait));
    }
    @Nullable StopOrder order = stores.earlyStops().get(start.run().value());
    if (order != null) {
      draft.put(stores.earlyStops(), start.run().value(), null);
    }
    return new Run(
        start.run(),
        board.place().key(),
        start.target(),
        start.kind(),
        start.refName(),
        label(start.target(), board),
        progress,
        order == null ? null : order.text());
  }

  private StatusLabel label(Target target, Board board) {
    StatusLabel plain = StatusLabel.plain(target);
    @Nullable PostedStatus posted = stores.statuses().get(statusKey(board, plain));
    boolean free = posted == null || target.id().equals(posted.targetId());
    return free ? plain : StatusLabel.withKind(target);
  }

  private boolean isShown(Run run, Board board) {
    @Nullable PostedStatus posted = stores.statuses().get(statusKey(board, run.label()));
    return posted != null && run.id().equals(posted.run());
  }

  private void showIndividual(Run run, Board board, Instant at, Draft draft) {
    if (board.mode().individual()) {
      Appearance shown = Appearance.of(run, board, pages.apply(board.place()));
      show(PostedStatus.of(run, shown), board, run.label(), at, draft);
    }
  }

  private void showGroups(Board board, List<CheckGroup> groups, Instant at, Draft draft) {
    if (board.mode().aggregated() && !board.counting()) {
      for (CheckGroup group : groups) {
        Appearance shown = Appearance.of(group, board, pages.apply(board.place()));
        show(PostedStatus.of(shown), board, StatusLabel.of(group), at, draft);
      }
    }
  }

  /** Posts nothing when Bitbucket would show the same as before. */
  private void show(PostedStatus first, Board board, StatusLabel label, Instant at, Draft draft) {
    String rowKey = statusKey(board, label);
    @Nullable PostedStatus before = stores.statuses().get(rowKey);
    PostedStatus after = before == null ? first : before.followedBy(first);
    draft.put(stores.statuses(), rowKey, after);
    if (before == null || after.revision() > before.revision()) {
      draft.statuses.add(
          new BuildStatus(board.place(), board.key(label), after.shown(), after.revision(), at));
    }
  }

  private Run run(String id) {
    return Objects.requireNonNull(stores.runs().get(id), "rows of a board go together");
  }

  private static String statusKey(Board board, StatusLabel label) {
    return board.place().key() + "/" + board.key(label);
  }

  private static String latestKey(Run run) {
    return latestKey(run.board(), run.target(), run.kind());
  }

  private static String latestKey(String board, Target target, RunKind kind) {
    return board + "/" + target.id() + "/" + kind;
  }

  /** What one event changes, before any of it is written. */
  private static final class Draft {
    private final List<Runnable> writes = new ArrayList<>();
    private final List<BuildStatus> statuses = new ArrayList<>();

    <V> void put(KeyValueStore<String, V> store, String key, @Nullable V value) {
      writes.add(() -> store.put(key, value));
    }

    List<BuildStatus> write() {
      writes.forEach(Runnable::run);
      return statuses;
    }
  }
}
