package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CheckGroup;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.Mode;
import dev.uplink.notifier.aggregate.Tally;
import dev.uplink.notifier.store.avro.StoredBoard;
import dev.uplink.notifier.store.avro.StoredStatus;
import dev.uplink.notifier.store.avro.StoredTally;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Commits, and what was posted to them. */
final class BoardMapper {
  private BoardMapper() {}

  static StoredBoard toRow(KeptBoard kept) {
    Board board = kept.board();
    @Nullable Map<CheckGroup, PostedStatus> groups = kept.groups();
    return StoredBoard.newBuilder()
        .setPlace(RunMapper.toRow(board.place()))
        .setHome(WhereMapper.isHome(board.where()))
        .setFork(WhereMapper.fork(board.where()))
        .setAlsoIn(WhereMapper.toRow(board.where().alsoIn().orElse(null)))
        .setIntegrationSlug(board.integrationSlug())
        .setMode(board.mode().name())
        .setPlainKeys(board.plainKeys())
        .setPageId(board.pageId())
        .setRefName(board.refName())
        .setPullRequestRef(board.pullRequestRef())
        .setCounting(board.counting())
        .setTracked(toRow(board.tracked()))
        .setProposed(toRow(board.proposed()))
        .setModules(toRow(board.modules()))
        .setWithGroups(groups != null)
        .setTrackedStatus(status(groups, CheckGroup.TRACKED))
        .setProposedStatus(status(groups, CheckGroup.PROPOSED))
        .setModulesStatus(status(groups, CheckGroup.MODULES))
        .setChangedAt(board.changedAt().toEpochMilli())
        .build();
  }

  static KeptBoard fromRow(StoredBoard row) {
    return new KeptBoard(board(row), row.getWithGroups() ? groups(row) : null);
  }

  private static Map<CheckGroup, PostedStatus> groups(StoredBoard row) {
    Map<CheckGroup, PostedStatus> groups = new EnumMap<>(CheckGroup.class);
    put(groups, CheckGroup.TRACKED, row.getTrackedStatus());
    put(groups, CheckGroup.PROPOSED, row.getProposedStatus());
    put(groups, CheckGroup.MODULES, row.getModulesStatus());
    return groups;
  }

  private static void put(
      Map<CheckGroup, PostedStatus> groups, CheckGroup group, @Nullable StoredStatus status) {
    if (status != null) {
      groups.put(group, fromRow(status));
    }
  }

  private static @Nullable StoredStatus status(
      @Nullable Map<CheckGroup, PostedStatus> groups, CheckGroup group) {
    @Nullable PostedStatus status = groups == null ? null : groups.get(group);
    return status == null ? null : toRow(status);
  }

  private static Board board(StoredBoard row) {
    return new Board(
        RunMapper.fromRow(row.getPlace()),
        WhereMapper.fromRow(row.getHome(), row.getFork(), row.getAlsoIn()),
        row.getIntegrationSlug(),
        Mode.valueOf(row.getMode()),
        row.getPlainKeys(),
        row.getPageId(),
        row.getRefName(),
        row.getPullRequestRef(),
        row.getCounting(),
        fromRow(row.getTracked()),
        fromRow(row.getProposed()),
        fromRow(row.getModules()),
        Instant.ofEpochMilli(row.getChangedAt()));
  }

  static StoredStatus toRow(PostedStatus status) {
    @Nullable RunId run = status.run();
    Appearance shown = status.shown();
    return StoredStatus.newBuilder()
        .setTargetId(status.targetId())
        .setRunId(run == null ? null : run.value())
        .setName(shown.name())
        .setState(shown.state().name())
        .setDescription(shown.description())
        .setUrl(shown.url())
        .setRefName(shown.refName())
        .setFork(WhereMapper.toRow(status.fork()))
        .setRevision(status.revision())
        .build();
  }

  static PostedStatus fromRow(StoredStatus row) {
    Appearance shown =
        new Appearance(
            row.getName(),
            CheckState.valueOf(row.getState()),
            row.getDescription(),
            row.getUrl(),
            row.getRefName());
    @Nullable String run = row.getRunId();
    return new PostedStatus(
        row.getTargetId(),
        run == null ? null : new RunId(run),
        shown,
        WhereMapper.fromRow(row.getFork()),
        row.getRevision());
  }

  private static StoredTally toRow(Tally tally) {
    return new StoredTally(
        tally.failed(),
        tally.inProgress(),
        tally.stopped(),
        tally.succeeded(),
        tally.refused(),
        tally.refusal());
  }

  private static Tally fromRow(StoredTally row) {
    return new Tally(
        row.getFailed(),
        row.getInProgress(),
        row.getStopped(),
        row.getSucceeded(),
        row.getRefused(),
        row.getRefusal());
  }
}
