package dev.uplink.ingress.controlplane.checks.projection;

import dev.uplink.ingress.controlplane.delivery.projection.Told;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatusState;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.TargetKind;

/** Records as the notifier would write them, of one commit. */
public final class ToldCheck {
  public static final String SHA = "3f2a91c4".repeat(5);

  private ToldCheck() {}

  /** A proposed run of a stack that succeeded, under its first revision. */
  public static CommitCheck.Builder check(String pageId, String targetId) {
    return CommitCheck.newBuilder()
        .setPageId(pageId)
        .setAccountId("acme")
        .setIntegrationId("an-integration")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("Net")
        .setCommitSha(SHA)
        .setRefName("main")
        .setTargetId(targetId)
        .setTargetSlug("slug-of-" + targetId)
        .setTargetKind(TargetKind.STACK)
        .setRunType(RunType.PROPOSED)
        .setRunId("group." + targetId)
        .setRunState("FINISHED")
        .setState(CommitStatusState.SUCCESSFUL)
        .setText("2 to add, 0 to change, 2 to destroy")
        .setUrl("https://runs.example/" + targetId)
        .setDelta(new RunDelta(2L, 0L, 2L))
        .setRevision(1)
        .setChangedAt(Told.AT);
  }

  public static String key(CommitCheck check) {
    return String.join(
        "/",
        check.getIntegrationId(),
        Told.REPOSITORY,
        check.getCommitSha(),
        check.getTargetId(),
        check.getRunType().name());
  }
}
