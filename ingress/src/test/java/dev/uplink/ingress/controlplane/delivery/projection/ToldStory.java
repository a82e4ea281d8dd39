package dev.uplink.ingress.controlplane.delivery.projection;

import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.DeliveryOutcome;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupRequest;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.avro.StatusDelivery;
import dev.uplink.schemas.avro.TargetKind;
import java.util.List;

/** Records that belong to the story of {@link Told}'s deliveries, as their writers write them. */
public final class ToldStory {
  public static final String COMMIT = "c".repeat(40);
  public static final String KEY = "spacelift/tracked";

  private ToldStory() {}

  public static LookupRequest asked(String lookupId, String integrationId) {
    return LookupRequest.newBuilder()
        .setLookupId(lookupId)
        .setRepositoryKey(Told.REPOSITORY)
        .setAccountId("acme")
        .setIntegrationId(integrationId)
        .setKind(LookupKind.PUSH_FILES)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("Net")
        .setFromSha("a".repeat(40))
        .setToSha(COMMIT)
        .setRequestedAt(Told.AT)
        .build();
  }

  public static LookupResult answered(String lookupId, List<String> paths) {
    return LookupResult.newBuilder()
        .setLookupId(lookupId)
        .setRepositoryKey(Told.REPOSITORY)
        .setKind(LookupKind.PUSH_FILES)
        .setOutcome(LookupOutcome.ANSWERED)
        .setPaths(paths)
        .setTruncated(false)
        .setPullRequestIds(List.of())
        .setAt(Told.AT.plusSeconds(1))
        .build();
  }

  public static RunCommand command(
      String commandId, RunAction action, String deliveryId, String runId, String integrationId) {
    return RunCommand.newBuilder()
        .setCommandId(commandId)
        .setAction(action)
        .setRunId(runId)
        .setRunType(RunType.PROPOSED)
        .setTargetId("target-STARTED")
        .setTargetSlug("network")
        .setTargetKind(TargetKind.STACK)
        .setAccountId("acme")
        .setSpaceId("root")
        .setIntegrationId(integrationId)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("Net")
        .setBranch("fix/a")
        .setCommitSha(COMMIT)
        .setProjectRoot("")
        .setChangedFilesKnown(true)
        .setReason("SUPERSEDED")
        .setDeliveryId(deliveryId)
        .setIssuedAt(Told.AT.plusSeconds(6))
        .build();
  }

  public static RunUpdate update(String runId, String state, long version) {
    return RunUpdate.newBuilder()
        .setRunId(runId)
        .setState(state)
        .setStateVersion(version)
        .setAt(Told.AT.plusSeconds(1 + version))
        .build();
  }

  public static CommitStatus wanted(String integrationId, CommitStatusState state, long revision) {
    return CommitStatus.newBuilder()
        .setAccountId("acme")
        .setIntegrationId(integrationId)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("Net")
        .setCommitSha(COMMIT)
        .setKey(KEY)
        .setName(KEY + ": revision " + revision)
        .setState(state)
        .setDescription("one line")
        .setUrl("https://runs.example")
        .setRevision(revision)
        .setUpdatedAt(Told.AT.plusSeconds(10 + revision))
        .build();
  }

  public static StatusDelivery told(
      String integrationId, DeliveryOutcome outcome, long revision, int attempt) {
    return StatusDelivery.newBuilder()
        .setAccountId("acme")
        .setIntegrationId(integrationId)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("Net")
        .setCommitSha(COMMIT)
        .setKey(KEY)
        .setRevision(revision)
        .setState(CommitStatusState.SUCCESSFUL)
        .setOutcome(outcome)
        .setHttpStatus(201)
        .setAttempt(attempt)
        .setAt(Told.AT.plusSeconds(20 + attempt))
        .build();
  }
}
