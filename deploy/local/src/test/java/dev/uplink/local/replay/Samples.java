package dev.uplink.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.LookupKind;
import dev.uplink.schemas.avro.LookupOutcome;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.RefType;
import dev.uplink.schemas.avro.RunType;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.id.LookupId;
import dev.uplink.schemas.id.RepositoryKey;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One account, one Cloud repository, pushes to main; commits are a hex digit each. */
public final class Samples {
  public static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
  public static final String KEY = "acme/bitbucket-cloud/acme/infrastructure";

  private Samples() {}

  static String sha(char digit) {
    return Character.toString(digit).repeat(40);
  }

  public static RawWebhook push(String deliveryId, char from, char to) {
    return webhook(
        deliveryId,
        """
        {"push": {"changes": [{"old": %s, "new": %s, "forced": false}]},
         "repository": {"full_name": "acme/infrastructure"}}
        """
            .formatted(ref(from), ref(to)));
  }

  static RawWebhook webhook(String deliveryId, String body) {
    return RawWebhook.newBuilder()
        .setDeliveryId(deliveryId)
        .setAccountId("acme")
        .setIntegrationId("bb")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setRepositoryKey(KEY)
        .setEventKey("repo:push")
        .setSecretId("secret")
        .setReceivedAt(AT)
        .setBody(ByteBuffer.wrap(body.getBytes(UTF_8)))
        .build();
  }

  private static String ref(char at) {
    return """
    {"type": "branch", "name": "main", "target": {"hash": "%s"}}\
    """
        .formatted(sha(at));
  }

  public static Integration integration() {
    return Integration.newBuilder()
        .setId("bb")
        .setAccountId("acme")
        .setSlug("bb")
        .setName("bb")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIsDefault(false)
        .setSpaceId("root")
        .setVcsChecks(VcsChecks.AGGREGATED)
        .setUseGitCheckout(false)
        .setLabels(List.of())
        .setDescription("")
        .setCredentialsVersion(1)
        .setRevision(1)
        .setUpdatedAt(AT)
        .build();
  }

  public static Stack stack(String projectRoot) {
    return Stack.newBuilder()
        .setId("s1")
        .setAccountId("acme")
        .setSlug("network")
        .setName("network")
        .setSpaceId("root")
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setIntegrationId("bb")
        .setNamespace("acme")
        .setRepository("infrastructure")
        .setBranch("main")
        .setProjectRoot(projectRoot)
        .setAdditionalProjectGlobs(List.of())
        .setLabels(List.of())
        .setAutodeploy(false)
        .setIsDisabled(false)
        .setVcsDetached(false)
        .setRevision(1)
        .setUpdatedAt(AT)
        .build();
  }

  /** What Bitbucket answered about the files of a push. */
  static LookupResult files(char from, char to, LookupOutcome outcome, String... paths) {
    return LookupResult.newBuilder()
        .setLookupId(
            LookupId.of(
                    RepositoryKey.parse(KEY),
                    "bb",
                    LookupKind.PUSH_FILES,
                    sha(from) + " " + sha(to))
                .value())
        .setRepositoryKey(KEY)
        .setKind(LookupKind.PUSH_FILES)
        .setOutcome(outcome)
        .setPaths(List.of(paths))
        .setTruncated(false)
        .setPullRequestIds(List.of())
        .setAt(AT)
        .build();
  }

  /** Of the stack "network" and branch main. */
  public static Decision decision(
      String deliveryId, OutcomeType type, @Nullable OutcomeReason reason, char commit) {
    return Decision.newBuilder()
        .setDeliveryId(deliveryId)
        .setAccountId("acme")
        .setIntegrationId("bb")
        .setVcsChecks(VcsChecks.AGGREGATED)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setEventKey("repo:push")
        .setDecidedAt(AT)
        .setOutcomes(
            List.of(
                DecisionOutcome.newBuilder()
                    .setTargetId("s1")
                    .setTargetSlug("network")
                    .setTargetKind(TargetKind.STACK)
                    .setOutcome(type)
                    .setReason(reason)
                    .setRunType(type == OutcomeType.STARTED ? RunType.TRACKED : null)
                    .setCommitSha(sha(commit))
                    .setRefType(RefType.BRANCH)
                    .setRefName("main")
                    .setChangedFilesKnown(true)
                    .build()))
        .build();
  }

  /**
   * @param value null when it was left at its origin
   */
  static DeadLetter letter(long offset, @Nullable String deliveryId, byte @Nullable [] value) {
    return DeadLetter.newBuilder()
        .setDeliveryId(deliveryId)
        .setOriginTopic("uplink.webhooks")
        .setOriginPartition(0)
        .setOriginOffset(offset)
        .setStage("decide")
        .setReason(DeadLetterReason.RECORD_TOO_LARGE)
        .setMessage("it would not fit")
        .setKey(ByteBuffer.wrap(KEY.getBytes(UTF_8)))
        .setValue(value == null ? null : ByteBuffer.wrap(value))
        .setApplication("processor")
        .setAt(AT)
        .build();
  }
}
