package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.id.RunId;
import org.jspecify.annotations.Nullable;

/** Statuses as the records that dashboards, and our own delivery, read. */
final class CommitStatusMapper {
  private CommitStatusMapper() {}

  static CommitStatus toRecord(BuildStatus status) {
    CommitPlace place = status.place();
    @Nullable Fork fork = status.fork();
    @Nullable Fork alsoIn = status.alsoIn();
    @Nullable RunId run = status.run();
    return CommitStatus.newBuilder()
        .setAccountId(place.account().value())
        .setIntegrationId(place.integrationId())
        .setProvider(place.product().provider())
        .setNamespace(place.namespace())
        .setRepository(place.repository())
        .setCommitSha(place.sha().value())
        .setKey(status.key())
        .setName(status.shown().name())
        .setState(state(status.shown().state()))
        .setDescription(status.shown().description())
        .setUrl(status.shown().url())
        .setRefName(status.shown().refName())
        .setForkNamespace(fork == null ? null : fork.namespace())
        .setForkRepository(fork == null ? null : fork.repository())
        .setPullRequestId(fork == null ? null : fork.pullRequestId())
        .setAlsoInNamespace(alsoIn == null ? null : alsoIn.namespace())
        .setAlsoInRepository(alsoIn == null ? null : alsoIn.repository())
        .setAlsoInPullRequestId(alsoIn == null ? null : alsoIn.pullRequestId())
        .setRunId(run == null ? null : run.value())
        .setRevision(status.revision())
        .setUpdatedAt(status.updatedAt())
        .build();
  }

  static CommitStatusState state(CheckState state) {
    return switch (state) {
      case IN_PROGRESS -> CommitStatusState.INPROGRESS;
      case SUCCESSFUL -> CommitStatusState.SUCCESSFUL;
      case FAILED -> CommitStatusState.FAILED;
      case STOPPED -> CommitStatusState.STOPPED;
    };
  }
}
