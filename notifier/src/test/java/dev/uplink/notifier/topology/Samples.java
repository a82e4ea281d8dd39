package dev.uplink.notifier.topology;

import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records as other services write them; decisions have {@link Decisions}. */
final class Samples {
  private Samples() {}

  static RunCommand command(String run, RunAction action, @Nullable String reason, Instant at) {
    return RunCommand.newBuilder()
        .setCommandId("c")
        .setAction(action)
        .setRunId(run)
        .setRunType(RunType.TRACKED)
        .setTargetId("stack-network")
        .setTargetSlug("network")
        .setTargetKind(TargetKind.STACK)
        .setAccountId("acme")
        .setSpaceId("root")
        .setIntegrationId("int-a")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("team")
        .setRepository("live")
        .setBranch("main")
        .setCommitSha(Decisions.COMMIT)
        .setProjectRoot("")
        .setChangedFilesKnown(false)
        .setReason(reason)
        .setDeliveryId("delivery-1")
        .setIssuedAt(at)
        .build();
  }

  static Integration integration(String id, String userFacingHost, long revision) {
    return Integration.newBuilder()
        .setId(id)
        .setAccountId("acme")
        .setSlug("slug-of-" + id)
        .setName(id)
        .setProvider(Provider.BITBUCKET_DATACENTER)
        .setIsDefault(false)
        .setSpaceId("root")
        .setVcsChecks(VcsChecks.ALL)
        .setUseGitCheckout(false)
        .setApiHost("https://api.internal")
        .setUserFacingHost(userFacingHost)
        .setLabels(List.of())
        .setDescription("")
        .setCredentialsVersion(1)
        .setRevision(revision)
        .setUpdatedAt(Decisions.AT)
        .build();
  }
}
