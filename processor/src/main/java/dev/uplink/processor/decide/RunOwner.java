package dev.uplink.processor.decide;

import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.AccountId;

/**
 * What a run belongs to, and ends with.
 *
 * @param integrationId the integration its event came through; empty when there was none
 */
public record RunOwner(AccountId account, TargetKind kind, String targetId, String integrationId) {}
