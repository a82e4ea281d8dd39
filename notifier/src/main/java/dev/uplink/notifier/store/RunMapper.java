package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Delta;
import dev.uplink.notifier.aggregate.Progress;
import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunKind;
import dev.uplink.notifier.aggregate.RunState;
import dev.uplink.notifier.aggregate.Silence;
import dev.uplink.notifier.aggregate.StatusLabel;
import dev.uplink.notifier.aggregate.Target;
import dev.uplink.notifier.aggregate.TestCase;
import dev.uplink.notifier.store.avro.StoredCase;
import dev.uplink.notifier.store.avro.StoredPlace;
import dev.uplink.notifier.store.avro.StoredProgress;
import dev.uplink.notifier.store.avro.StoredRun;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Runs, and the parts that every row has. */
final class RunMapper {
  private RunMapper() {}

  static StoredRun toRow(Run run) {
    @Nullable Silence silence = run.silence();
    return StoredRun.newBuilder()
        .setRunId(run.id().value())
        .setBoard(run.board())
        .setTargetId(run.target().id())
        .setTargetSlug(run.target().slug())
        .setTargetKind(run.target().kind().name())
        .setRunType(run.kind().name())
        .setRefName(run.refName())
        .setLabel(run.label().text())
        .setProgress(toRow(run.progress()))
        .setStopText(run.stopText())
        .setHeardAt(silence == null ? null : silence.since().toEpochMilli())
        .setSilenceAllowed(silence == null ? null : silence.allowed().toMillis())
        .setLookAt(silence == null ? null : silence.lookAt().toEpochMilli())
        .setLost(silence != null && silence.over())
        .setRevision(run.revision())
        .setDeliveryId(run.deliveryId())
        .build();
  }

  static Run fromRow(StoredRun row) {
    return new Run(
        new RunId(row.getRunId()),
        row.getBoard(),
        target(row.getTargetId(), row.getTargetSlug(), row.getTargetKind()),
        RunKind.valueOf(row.getRunType()),
        row.getRefName(),
        new StatusLabel(row.getLabel()),
        fromRow(row.getProgress()),
        row.getStopText(),
        silence(row),
        row.getRevision(),
        row.getDeliveryId());
  }

  /** All of it is known, or nothing. */
  private static @Nullable Silence silence(StoredRun row) {
    @Nullable Long heardAt = row.getHeardAt();
    @Nullable Long allowed = row.getSilenceAllowed();
    @Nullable Long lookAt = row.getLookAt();
    return heardAt == null || allowed == null || lookAt == null
        ? null
        : new Silence(
            Instant.ofEpochMilli(heardAt),
            Duration.ofMillis(allowed),
            Instant.ofEpochMilli(lookAt),
            row.getLost());
  }

  static StoredProgress toRow(Progress progress) {
    @Nullable Delta delta = progress.delta();
    return StoredProgress.newBuilder()
        .setState(progress.state().name())
        .setStateVersion(progress.stateVersion())
        .setUrl(progress.url())
        .setMessage(progress.message())
        .setAdded(delta == null ? null : delta.added())
        .setChanged(delta == null ? null : delta.changed())
        .setDeleted(delta == null ? null : delta.deleted())
        .setAt(progress.at().toEpochMilli())
        .setTestCases(progress.testCases().stream().map(RunMapper::toRow).toList())
        .build();
  }

  static Progress fromRow(StoredProgress row) {
    return new Progress(
        RunState.valueOf(row.getState()),
        row.getStateVersion(),
        row.getUrl(),
        row.getMessage(),
        delta(row),
        Instant.ofEpochMilli(row.getAt()),
        row.getTestCases().stream().map(RunMapper::fromRow).toList());
  }

  private static StoredCase toRow(TestCase one) {
    return new StoredCase(one.id(), one.state().name(), one.url(), one.message());
  }

  private static TestCase fromRow(StoredCase row) {
    return new TestCase(
        row.getId(), RunState.valueOf(row.getState()), row.getUrl(), row.getMessage());
  }

  static StoredPlace toRow(CommitPlace place) {
    return StoredPlace.newBuilder()
        .setAccountId(place.account().value())
        .setIntegrationId(place.integrationId())
        .setProduct(place.product().name())
        .setNamespace(place.namespace())
        .setRepository(place.repository())
        .setCommitSha(place.sha().value())
        .build();
  }

  static CommitPlace fromRow(StoredPlace row) {
    return new CommitPlace(
        new AccountId(row.getAccountId()),
        row.getIntegrationId(),
        BitbucketProduct.valueOf(row.getProduct()),
        row.getNamespace(),
        row.getRepository(),
        new CommitSha(row.getCommitSha()));
  }

  static Target target(String id, String slug, String kind) {
    return new Target(id, slug, Target.Kind.valueOf(kind));
  }

  /** All three are known, or none is. */
  private static @Nullable Delta delta(StoredProgress row) {
    @Nullable Long added = row.getAdded();
    @Nullable Long changed = row.getChanged();
    @Nullable Long deleted = row.getDeleted();
    return added == null || changed == null || deleted == null
        ? null
        : new Delta(added, changed, deleted);
  }
}
