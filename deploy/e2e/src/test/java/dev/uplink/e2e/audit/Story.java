package dev.uplink.e2e.audit;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.Rejection;
import dev.uplink.schemas.avro.RejectionReason;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.serde.TrustedRecords;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;

/** Records of one integration with one stack, as the services would write them. */
final class Story {
  static final Instant BEGIN = Instant.parse("2026-03-01T12:00:00Z");
  static final String REPOSITORY = "acme/bitbucket-cloud/team/network";
  static final String COMMIT = "1f".repeat(20);
  static final String GROUP = "00112233aabbccdd";
  static final String STATUS = "integration-1/" + REPOSITORY + "/" + COMMIT + "/spacelift/network";

  static {
    // Copying a record has Avro load the classes its schema names.
    TrustedRecords.trust();
  }

  private Story() {}

  static String run(int number) {
    return GROUP + "." + "%032x".formatted(number);
  }

  static RawWebhook webhook(String delivery) {
    return RawWebhook.newBuilder()
        .setDeliveryId(delivery)
        .setAccountId("acme")
        .setIntegrationId("integration-1")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setRepositoryKey(REPOSITORY)
        .setEventKey("repo:push")
        .setSecretId("secret-1")
        .setReceivedAt(BEGIN)
        .setBody(ByteBuffer.allocate(0))
        .build();
  }

  static Decision decision(String delivery, DecisionOutcome... outcomes) {
    return Decision.newBuilder()
        .setDeliveryId(delivery)
        .setAccountId("acme")
        .setIntegrationId("integration-1")
        .setIntegrationSlug("main")
        .setVcsChecks(VcsChecks.INDIVIDUAL)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("team")
        .setRepository("network")
        .setEventKey("repo:push")
        .setDecidedAt(BEGIN)
        .setOutcomes(List.of(outcomes))
        .build();
  }

  static DecisionOutcome started(int run) {
    return outcome(OutcomeType.STARTED).setRunId(run(run)).build();
  }

  static DecisionOutcome rejected() {
    return outcome(OutcomeType.REJECTED).setReason(OutcomeReason.TARGET_DISABLED).build();
  }

  static DecisionOutcome.Builder outcome(OutcomeType type) {
    return DecisionOutcome.newBuilder()
        .setTargetId("stack-1")
        .setTargetSlug("network")
        .setTargetKind(TargetKind.STACK)
        .setOutcome(type)
        .setRunType(RunType.TRACKED)
        .setCommitSha(COMMIT)
        .setRefType(RefType.BRANCH)
        .setRefName("main")
        .setChangedFilesKnown(false);
  }

  /** For a target that is gone, so no decision names it. */
  static RunCommand abandoned(int run) {
    return RunCommand.newBuilder(start("d1", run))
        .setCommandId("stop")
        .setAction(RunAction.STOP)
        .setReason("TARGET_DELETED")
        .build();
  }

  static RunCommand start(String delivery, int run) {
    return RunCommand.newBuilder()
        .setCommandId("command-" + run)
        .setAction(RunAction.START)
        .setRunId(run(run))
        .setRunType(RunType.TRACKED)
        .setTargetId("stack-1")
        .setTargetSlug("network")
        .setTargetKind(TargetKind.STACK)
        .setAccountId("acme")
        .setSpaceId("root")
        .setIntegrationId("integration-1")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("team")
        .setRepository("network")
        .setBranch("main")
        .setCommitSha(COMMIT)
        .setProjectRoot("")
        .setChangedFilesKnown(false)
        .setDeliveryId(delivery)
        .setIssuedAt(BEGIN)
        .build();
  }

  static Rejection rejection(String delivery) {
    return Rejection.newBuilder()
        .setDeliveryId(delivery)
        .setAccountId("acme")
        .setTargetId("stack-1")
        .setTargetSlug("network")
        .setTargetKind(TargetKind.STACK)
        .setReason(RejectionReason.TARGET_DISABLED)
        .setDetail("the stack is disabled")
        .setAt(BEGIN)
        .build();
  }

  static RunUpdate update(int run, String state, long version) {
    return RunUpdate.newBuilder()
        .setRunId(run(run))
        .setState(state)
        .setStateVersion(version)
        .setAt(BEGIN)
        .build();
  }

  static CommitStatus status(CommitStatusState state, long revision) {
    return CommitStatus.newBuilder()
        .setAccountId("acme")
        .setIntegrationId("integration-1")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("team")
        .setRepository("network")
        .setCommitSha(COMMIT)
        .setKey("spacelift/network")
        .setName("spacelift/network: anything")
        .setState(state)
        .setDescription("anything")
        .setUrl("https://runs.example.com/1")
        .setRevision(revision)
        .setUpdatedAt(BEGIN)
        .build();
  }

  static StatusDelivery told(DeliveryOutcome outcome, long revision) {
    return StatusDelivery.newBuilder()
        .setAccountId("acme")
        .setIntegrationId("integration-1")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("team")
        .setRepository("network")
        .setCommitSha(COMMIT)
        .setKey("spacelift/network")
        .setRevision(revision)
        .setState(CommitStatusState.SUCCESSFUL)
        .setOutcome(outcome)
        .setAttempt(1)
        .setAt(BEGIN)
        .build();
  }

  static DeadLetter deadLetter(Seen<?> origin, DeadLetterReason reason) {
    return DeadLetter.newBuilder()
        .setOriginTopic(origin.topic())
        .setOriginPartition(origin.partition())
        .setOriginOffset(origin.offset())
        .setStage("read")
        .setReason(reason)
        .setMessage("it could not be understood")
        .setApplication("uplink-processor")
        .setAt(BEGIN)
        .build();
  }
}
