package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CheckGroup;
import dev.uplink.notifier.aggregate.NothingToRun;
import dev.uplink.notifier.aggregate.Progress;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunReport;
import dev.uplink.notifier.aggregate.Sighting;
import dev.uplink.notifier.aggregate.Silence;
import dev.uplink.notifier.aggregate.StartedRun;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.store.Wait;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings the rows of one task up to date with what happened to a run, and says what changed by it:
 * statuses, and rows of the commit's page. All rows are read and all is worked out before the first
 * is written: an event that turns out to be a dead letter leaves nothing behind.
 */
final class StatusBook {
  /** How much later than noted the last change of a commit may have been. */
  static final Duration CHANGES_NOTED_EVERY = Duration.ofHours(1);

  private final StatusStores stores;
  private final WaitingReports waiting;
  private final SilentRuns silentRuns;
  private final Boards boards;
  private final Postings postings;

  StatusBook(
      StatusStores stores,
      WaitingReports waiting,
      SilentRuns silentRuns,
      Boards boards,
      Postings postings) {
    this.stores = stores;
    this.waiting = waiting;
    this.silentRuns = silentRuns;
    this.boards = boards;
    this.postings = postings;
  }

  /**
   * @param deliveryId whose decision it is; null when it is not known
   */
  List<Change> started(StartedRun start, @Nullable String deliveryId, Instant now) {
    Draft draft = new Draft();
    // First: what is said of the run is then said in the right repository.
    boolean inMore =
        move(
            new Sighting(
                start.place(), start.where(), start.refName(), start.ofPullRequest(), start.at()),
            !start.last(),
            draft);
    boolean first = boards.known(start.place()) == null;
    Board board = boards.knownOrFirst(start, draft).counting(!start.last(), now);
    String row = Run.rowKey(board.place().key(), start.target(), start.kind());
    // A new board has counted nothing that could be replaced.
    @Nullable String replacedId = first ? null : stores.latest().get(row);
    // What came of a run that was started says more than that another one was not.
    boolean counts = start.refusal() == null || replacedId == null;
    if (counts && (first || stores.runs().get(start.run().value()) == null)) {
      @Nullable Run replaced = replacedId == null ? null : run(replacedId);
      Run begun = silentRuns.heard(run(start, deliveryId, board, draft));
      Run run = replaced == null ? begun : begun.after(replaced);
      board = (replaced == null ? board : board.uncount(replaced)).count(run);
      draft.put(stores.runs(), run.id().value(), run);
      draft.put(stores.latest(), row, run.id().value());
      silentRuns.follow(null, run, draft);
      draft.say(new Change.Listed(board, run, start.at()));
      // Of a target's runs of several types on one commit, the latest started has its status.
      postings.showIndividual(run, board, start.at(), draft);
    }
    if (inMore) {
      postings.keepInMore(board, start.at(), draft);
    } else {
      postings.keep(board, List.of(CheckGroup.values()), start.at(), draft);
    }
    return draft.write();
  }

  /** The delivery or trigger that led to the run; null when that, or the run, is not known. */
  @Nullable String deliveryOf(String run) {
    @Nullable Run known = stores.runs().get(run);
    return known == null ? null : known.deliveryId();
  }

  /** The three groups, empty and green, unless something is known of the commit. */
  List<Change> nothingToRun(NothingToRun event, Instant now) {
    if (boards.known(event.place()) != null) {
      return seen(
          new Sighting(
              event.place(), event.where(), event.refName(), event.ofPullRequest(), event.at()));
    }
    Draft draft = new Draft();
    Board board = boards.knownOrFirst(event, draft).counting(false, now);
    postings.keep(board, List.of(CheckGroup.values()), event.at(), draft);
    return draft.write();
  }

  /** What is posted of its commit, if that is somewhere else than was thought. */
  List<Change> seen(Sighting sighting) {
    Draft draft = new Draft();
    if (move(sighting, false, draft)) {
      Board board = Objects.requireNonNull(boards.known(sighting.place(), draft), "it was moved");
      postings.keepInMore(board, sighting.at(), draft);
    }
    return draft.write();
  }

  /** What it changes, nothing if it is older than what is known; empty if its run is not. */
  Optional<List<Change>> reported(RunReport report, Instant now) {
    @Nullable Run known = stores.runs().get(report.run().value());
    @Nullable Board board = known == null ? null : boards.known(known.board());
    if (known == null || board == null) {
      return Optional.empty();
    }
    Progress said = report.progress();
    if (said.isNewerThan(known.progress())) {
      return Optional.of(change(board, known, silentRuns.heard(known.at(said)), said.at(), now));
    }
    // The same once more is a sign of life, and no more than that.
    return Optional.of(
        known.isAwaited() && said.isAsOldAs(known.progress())
            ? change(board, known, silentRuns.heard(known), said.at(), now)
            : List.of());
  }

  /** What it changes, nothing if it was told before. An order for an unknown run waits. */
  List<Change> ordered(StopOrder order, Instant now) {
    @Nullable Run known = stores.runs().get(order.run().value());
    @Nullable Board board = known == null ? null : boards.known(known.board());
    if (known == null || board == null) {
      stores.earlyStops().put(order.run().value(), order);
      return List.of();
    }
    return change(board, known, known.stopped(order), order.at(), now);
  }

  /** What it changes that it is time to look at a run: it may have been silent for too long. */
  List<Change> silent(SilentRuns.Due due, Instant now) {
    @Nullable Run known = stores.runs().get(due.run());
    @Nullable Board board = known == null ? null : boards.known(known.board());
    @Nullable Silence silence = known == null ? null : known.silence();
    if (known == null || board == null || silence == null || silence.over()) {
      silentRuns.forget(due);
      return List.of();
    }
    return change(
        board, known, silence.isTooLong(now) ? known.lost() : known.lookedAtTooEarly(), now, now);
  }

  /**
   * Takes the statuses of a commit to where it turns out to be, and on Cloud to the pull request
   * that brings it. A fork in which they were is told on, and one that brings what was pushed
   * before is told all from then on.
   *
   * @param counting whether more of the decision is to come, which would make groups look finished
   * @return whether groups are to be told in a fork besides, where none was told yet; while more is
   *     to come that waits for the last
   */
  private boolean move(Sighting sighting, boolean counting, Draft draft) {
    @Nullable Board before = boards.known(sighting.place());
    @Nullable Board board =
        before == null
            ? null
            : before.found(sighting.where(), sighting.refName(), sighting.ofPullRequest());
    if (before == null || board == null || board.equals(before)) {
      return false;
    }
    boolean toldInMore = before.isToldInMore(board.where());
    if (toldInMore && counting) {
      return false;
    }
    boolean moves = before.isElsewhere(board.where()) || !Objects.equals(before.ref(), board.ref());
    if (moves || toldInMore) {
      postings.moveIndividual(before, board, sighting.at(), draft);
    }
    List<CheckGroup> shown =
        moves && !counting && !toldInMore ? List.of(CheckGroup.values()) : List.of();
    postings.keep(board, shown, sighting.at(), draft);
    return toldInMore;
  }

  private List<Change> change(Board board, Run known, Run changed, Instant happened, Instant now) {
    Draft draft = new Draft();
    Run run = changed.after(known);
    draft.put(stores.runs(), run.id().value(), run);
    silentRuns.follow(known, run, draft);
    boolean moved = run.revision() > known.revision() || !run.progress().equals(known.progress());
    // A run that another one has replaced no longer counts, whatever becomes of it.
    if (moved && run.id().value().equals(stores.latest().get(run.rowKey()))) {
      Board after =
          board.uncount(known).count(run).counting(board.counting(), changedAt(board, now));
      if (run.revision() > known.revision()) {
        draft.say(new Change.Listed(after, run, happened));
      }
      if (postings.isShown(run, after)) {
        postings.showIndividual(run, after, happened, draft);
      }
      postings.keep(after, List.of(run.kind().group()), happened, draft);
    }
    return draft.write();
  }

  /**
   * The update's time is its producer's: one that lags must not make the commit look forgotten. Nor
   * is it noted each time, or the commit's row would be written when nothing else of it changes.
   */
  private static Instant changedAt(Board board, Instant now) {
    return now.isAfter(board.changedAt().plus(CHANGES_NOTED_EVERY)) ? now : board.changedAt();
  }

  /** As it stands when it is first heard of: reports may have been waiting for it. */
  private Run run(StartedRun start, @Nullable String deliveryId, Board board, Draft draft) {
    Progress progress =
        start.refusal() == null
            ? Progress.notYetReported(start.at())
            : Progress.refused(start.refusal(), start.at());
    for (Wait wait : waiting.of(start.run())) {
      Progress said = wait.report().progress();
      progress = said.isNewerThan(progress) ? said : progress;
      draft.then(() -> waiting.end(wait));
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
        postings.label(start.target(), board),
        progress,
        order == null ? null : order.text(),
        null,
        1,
        deliveryId);
  }

  private Run run(String id) {
    return Objects.requireNonNull(stores.runs().get(id), "rows of a board go together");
  }
}
