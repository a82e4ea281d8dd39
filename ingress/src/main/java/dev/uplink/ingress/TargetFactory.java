package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationUsers;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.targets.Reattachment;
import dev.uplink.ingress.controlplane.targets.SourceCheck;
import dev.uplink.ingress.controlplane.targets.SourceSurvey;
import dev.uplink.ingress.controlplane.targets.TargetCatalogue;
import dev.uplink.ingress.controlplane.targets.TargetChanges;
import dev.uplink.ingress.controlplane.targets.TargetChecks;
import dev.uplink.ingress.controlplane.targets.TargetDetachment;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import dev.uplink.ingress.controlplane.targets.Targets;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Builds what keeps stacks and modules, and what comes of them when integrations go. */
@Factory
final class TargetFactory {
  @Singleton
  Targets targets(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetChanges changes,
      SourceCheck sources,
      EntityIds ids,
      Clock clock) {
    TargetChecks checks = new TargetChecks(targets, integrations, spaces);
    return new Targets(transactions, targets, checks, sources, rights, changes, ids, clock);
  }

  @Singleton
  TargetChanges targetChanges(TargetCatalogue catalogue, AuditTrail trail) {
    return new TargetChanges(catalogue, trail);
  }

  @Singleton
  IntegrationUsers integrationUsers(TargetRepository targets, TargetChanges changes) {
    return new TargetDetachment(targets, changes);
  }

  @Singleton
  Reattachment reattachment(
      AccountTransactions transactions,
      TargetRepository targets,
      IntegrationRepository integrations,
      SpaceRepository spaces,
      CallerRights rights,
      TargetChanges changes,
      SourceCheck sources,
      Clock clock) {
    SourceSurvey survey = new SourceSurvey(sources, clock);
    return new Reattachment(
        transactions, targets, integrations, spaces, rights, changes, survey, clock);
  }
}
