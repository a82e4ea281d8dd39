package dev.uplink.notifier.topology;

import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;

/** Statuses as the records that dashboards, and our own delivery, read. */
final class CommitStatusMapper {
  private CommitStatusMapper() {}

  static CommitStatus toRecord(BuildStatus status) {
    CommitPlace place = status.place();
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
