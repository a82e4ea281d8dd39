package dev.uplink.ingress.controlplane.delivery.projection;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.avro.DeadLetterReason;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.VcsChecks;
import dev.uplink.schemas.topic.Topics;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Records as their writers would write them, of one repository. */
public final class Told {
  public static final String REPOSITORY = "acme/bitbucket-cloud/acme/net";

  /** Not to be swept as too old for a long time. */
  public static final Instant AT = Instant.parse("2100-01-02T03:04:05.678Z");

  private Told() {}

  /** That of another repository in the same workspace. */
  public static String key(String repository) {
    return "acme/bitbucket-cloud/acme/" + repository.toLowerCase(Locale.ROOT);
  }

  public static RawWebhook webhook(String deliveryId, String integrationId) {
    return RawWebhook.newBuilder()
        .setDeliveryId(deliveryId)
        .setAccountId("acme")
        .setIntegrationId(integrationId)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setRepositoryKey(REPOSITORY)
        .setEventKey("repo:push")
        .setRequestId("request-1")
        .setAttempt(1)
        .setSecretId("secret-1")
        .setReceivedAt(AT)
        .setBody(ByteBuffer.wrap("{}".getBytes(UTF_8)))
        .build();
  }

  /** One with these outcomes, each of another target. */
  public static Decision decision(String deliveryId, String integrationId, OutcomeType... types) {
    List<DecisionOutcome> outcomes =
        Arrays.stream(types).map(type -> outcome(type, "target-" + type)).toList();
    return Decision.newBuilder()
        .setDeliveryId(deliveryId)
        .setAccountId("acme")
        .setIntegrationId(integrationId)
        .setVcsChecks(VcsChecks.ALL)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setNamespace("Acme")
        .setRepository("Net")
        .setEventKey("repo:push")
        .setDecidedAt(AT)
        .setOutcomes(outcomes)
        .build();
  }

  public static DecisionOutcome outcome(OutcomeType type, String targetId) {
    return DecisionOutcome.newBuilder()
        .setTargetId(targetId)
        .setTargetSlug(targetId)
        .setTargetKind(TargetKind.STACK)
        .setOutcome(type)
        .setCommitSha("c".repeat(40))
        .setChangedFilesKnown(false)
        .build();
  }

  public static DeadLetter deadLetter(@Nullable String deliveryId, String originTopic) {
    return DeadLetter.newBuilder()
        .setDeliveryId(deliveryId)
        .setOriginTopic(originTopic)
        .setOriginPartition(0)
        .setOriginOffset(0)
        .setStage("decide-webhooks")
        .setReason(DeadLetterReason.NOT_JSON)
        .setMessage("no JSON")
        .setKey(ByteBuffer.wrap(REPOSITORY.getBytes(UTF_8)))
        .setApplication("processor")
        .setAt(AT)
        .build();
  }

  static DeadLetter deadLetter(String deliveryId) {
    return deadLetter(deliveryId, Topics.WEBHOOKS.name());
  }
}
