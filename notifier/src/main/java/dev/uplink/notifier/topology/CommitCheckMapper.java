package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.Board;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Delta;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunKind;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import org.jspecify.annotations.Nullable;

/** Rows of a commit's page as the records that ingress shows. */
final class CommitCheckMapper {
  private CommitCheckMapper() {}

  static CommitCheck toRecord(Change.Listed row) {
    Board board = row.board();
    CommitPlace place = board.place();
    Run run = row.run();
    return CommitCheck.newBuilder()
        .setPageId(board.pageId())
        .setAccountId(place.account().value())
        .setIntegrationId(place.integrationId())
        .setProvider(place.product().provider())
        .setNamespace(place.namespace())
        .setRepository(place.repository())
        .setCommitSha(place.sha().value())
        .setRefName(run.refName())
        .setTargetId(run.target().id())
        .setTargetSlug(run.target().slug())
        .setTargetKind(kind(run.target().kind()))
        .setRunType(type(run.kind()))
        .setRunId(run.id().value())
        .setRunState(run.progress().state().name())
        .setState(CommitStatusMapper.state(run.check()))
        .setText(run.text())
        .setUrl(run.page().orElse(null))
        .setDelta(delta(run.progress().delta()))
        .setRevision(run.revision())
        .setChangedAt(row.at())
        .build();
  }

  private static @Nullable RunDelta delta(@Nullable Delta delta) {
    return delta == null ? null : new RunDelta(delta.added(), delta.changed(), delta.deleted());
  }

  private static TargetKind kind(Target.Kind kind) {
    return switch (kind) {
      case STACK -> TargetKind.STACK;
      case MODULE -> TargetKind.MODULE;
    };
  }

  private static RunType type(RunKind kind) {
    return switch (kind) {
      case TRACKED -> RunType.TRACKED;
      case PROPOSED -> RunType.PROPOSED;
      case MODULE_TRACKED -> RunType.MODULE_TRACKED;
      case MODULE_PROPOSED -> RunType.MODULE_PROPOSED;
    };
  }
}
