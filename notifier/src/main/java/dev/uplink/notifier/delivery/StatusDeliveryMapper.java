package dev.uplink.notifier.delivery;

import dev.uplink.notifier.aggregate.Appearance;
import dev.uplink.notifier.aggregate.BuildStatus;
import dev.uplink.notifier.aggregate.CheckState;
import dev.uplink.notifier.aggregate.CommitPlace;
import dev.uplink.notifier.aggregate.Fork;
import dev.uplink.notifier.quota.Left;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.CommitSha;
import dev.uplink.schemas.id.RunId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Statuses as they are read, and what became of them as it is written. */
final class StatusDeliveryMapper {
  private StatusDeliveryMapper() {}

  /** Throws {@link IllegalArgumentException} for a record of a version we do not know. */
  static BuildStatus fromRecord(CommitStatus status) {
    CommitPlace place =
        new CommitPlace(
            new AccountId(status.getAccountId()),
            status.getIntegrationId(),
            BitbucketProduct.of(status.getProvider()),
            status.getNamespace(),
            status.getRepository(),
            new CommitSha(status.getCommitSha()));
    Appearance shown =
        new Appearance(
            status.getName(),
            state(status.getState()),
            status.getDescription(),
            status.getUrl(),
            status.getRefName());
    @Nullable String run = status.getRunId();
    return new BuildStatus(
        place,
        fork(status.getForkNamespace(), status.getForkRepository(), status.getPullRequestId()),
        fork(
            status.getAlsoInNamespace(),
            status.getAlsoInRepository(),
            status.getAlsoInPullRequestId()),
        status.getKey(),
        shown,
        run == null ? null : new RunId(run),
        status.getRevision(),
        status.getUpdatedAt());
  }

  private static @Nullable Fork fork(
      @Nullable String namespace, @Nullable String repository, @Nullable Long pullRequest) {
    return namespace == null || repository == null || pullRequest == null
        ? null
        : new Fork(namespace, repository, pullRequest);
  }

  /**
   * @param left of the integration's budget; null when it is not known
   */
  static StatusDelivery toRecord(DeliveryJournal.Entry entry, @Nullable Left left, Instant at) {
    BuildStatus status = entry.attempt().desired().status();
    CommitPlace place = status.place();
    return StatusDelivery.newBuilder()
        .setAccountId(place.account().value())
        .setIntegrationId(place.integrationId())
        .setProvider(place.product().provider())
        .setNamespace(place.namespace())
        .setRepository(place.repository())
        .setCommitSha(place.sha().value())
        .setKey(status.key())
        .setRevision(status.revision())
        .setState(state(status.shown().state()))
        .setOutcome(outcome(entry.outcome()))
        .setHttpStatus(entry.answer().httpStatus())
        .setAttempt(entry.attempt().number())
        .setDetail(entry.answer().detail())
        .setAt(at)
        .setWaitingSince(entry.attempt().wantedSince())
        .setNextAttemptAt(entry.nextAt())
        .setBudgetRemaining(left == null ? null : left.remaining())
        .build();
  }

  private static CheckState state(CommitStatusState state) {
    return switch (state) {
      case INPROGRESS -> CheckState.IN_PROGRESS;
      case SUCCESSFUL -> CheckState.SUCCESSFUL;
      case FAILED -> CheckState.FAILED;
      case STOPPED -> CheckState.STOPPED;
      case UNKNOWN -> throw new IllegalArgumentException("state: UNKNOWN");
    };
  }

  private static CommitStatusState state(CheckState state) {
    return switch (state) {
      case IN_PROGRESS -> CommitStatusState.INPROGRESS;
      case SUCCESSFUL -> CommitStatusState.SUCCESSFUL;
      case FAILED -> CommitStatusState.FAILED;
      case STOPPED -> CommitStatusState.STOPPED;
    };
  }

  private static DeliveryOutcome outcome(Outcome outcome) {
    return switch (outcome) {
      case DELIVERED -> DeliveryOutcome.DELIVERED;
      case SUPERSEDED -> DeliveryOutcome.SUPERSEDED;
      case WILL_RETRY -> DeliveryOutcome.WILL_RETRY;
      case REFUSED, MALFORMED -> DeliveryOutcome.REFUSED;
      case GAVE_UP -> DeliveryOutcome.GAVE_UP;
      case HANDED_OVER -> DeliveryOutcome.HANDED_OVER;
    };
  }
}
