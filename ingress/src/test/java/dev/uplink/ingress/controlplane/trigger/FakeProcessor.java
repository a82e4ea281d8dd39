package dev.uplink.ingress.controlplane.trigger;

import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.DecisionOutcome;
import dev.uplink.schemas.avro.OutcomeReason;
import dev.uplink.schemas.avro.OutcomeType;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.avro.VcsChecks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decisions as the processor would make them. */
public final class FakeProcessor {
  private FakeProcessor() {}

  public static Decision starts(TriggerRequest request, String runId) {
    return decision(request, OutcomeType.STARTED, null, runId);
  }

  public static Decision rejects(TriggerRequest request, OutcomeReason reason) {
    return decision(request, OutcomeType.REJECTED, reason, null);
  }

  private static Decision decision(
      TriggerRequest request,
      OutcomeType type,
      @Nullable OutcomeReason reason,
      @Nullable String runId) {
    DecisionOutcome outcome =
        DecisionOutcome.newBuilder()
            .setTargetId(request.getTargetId())
            .setTargetSlug("net")
            .setTargetKind(TargetKind.STACK)
            .setOutcome(type)
            .setReason(reason)
            .setRunId(runId)
            .setChangedFilesKnown(false)
            .build();
    return Decision.newBuilder()
        .setDeliveryId(request.getTriggerId())
        .setAccountId(request.getAccountId())
        .setIntegrationId("integration")
        .setVcsChecks(VcsChecks.ALL)
        .setProvider(Provider.BITBUCKET_CLOUD)
        .setEventKey("uplink:trigger")
        .setDecidedAt(Instant.EPOCH)
        .setOutcomes(List.of(outcome))
        .build();
  }
}
