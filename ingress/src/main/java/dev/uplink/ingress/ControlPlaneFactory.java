package dev.uplink.ingress;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Authentication;
import dev.uplink.ingress.controlplane.account.AccountCatalogue;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.account.Accounts;
import dev.uplink.ingress.controlplane.audit.AuditRepository;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.bootstrap.Bootstrap;
import dev.uplink.ingress.controlplane.database.AccountLocks;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.database.Retention;
import dev.uplink.ingress.controlplane.idempotency.Idempotency;
import dev.uplink.ingress.controlplane.idempotency.IdempotencyRepository;
import dev.uplink.ingress.controlplane.integration.EdgeMemory;
import dev.uplink.ingress.controlplane.integration.IntegrationCatalogue;
import dev.uplink.ingress.controlplane.integration.IntegrationHealths;
import dev.uplink.ingress.controlplane.integration.IntegrationPolicy;
import dev.uplink.ingress.controlplane.integration.IntegrationQueries;
import dev.uplink.ingress.controlplane.integration.IntegrationRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationSecretRepository;
import dev.uplink.ingress.controlplane.integration.IntegrationSecrets;
import dev.uplink.ingress.controlplane.integration.IntegrationUsers;
import dev.uplink.ingress.controlplane.integration.Integrations;
import dev.uplink.ingress.controlplane.integration.SecretResealing;
import dev.uplink.ingress.controlplane.problem.RefusedHandler;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.SpaceCatalogue;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.Spaces;
import dev.uplink.ingress.controlplane.targets.Reattachment;
import dev.uplink.ingress.controlplane.targets.SourceCheck;
import dev.uplink.ingress.controlplane.targets.SourceSurvey;
import dev.uplink.ingress.controlplane.targets.TargetCatalogue;
import dev.uplink.ingress.controlplane.targets.TargetChanges;
import dev.uplink.ingress.controlplane.targets.TargetChecks;
import dev.uplink.ingress.controlplane.targets.TargetDetachment;
import dev.uplink.ingress.controlplane.targets.TargetRepository;
import dev.uplink.ingress.controlplane.targets.Targets;
import dev.uplink.ingress.controlplane.token.ApiTokenRepository;
import dev.uplink.ingress.controlplane.token.ApiTokens;
import dev.uplink.ingress.controlplane.token.BootstrapToken;
import dev.uplink.ingress.controlplane.token.TokenAuthentication;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.host.HostSettings;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;

/**
 * Builds the control plane's part of the graph; what it publishes and hears stands in {@link
 * ControlPlaneKafkaFactory}, the webhook edge's part and what all share in {@link IngressFactory}.
 */
@Factory
final class ControlPlaneFactory {
  @Singleton
  SecureRandom random() {
    return new SecureRandom();
  }

  @Singleton
  EntityIds entityIds(Clock clock, SecureRandom random) {
    return new EntityIds(clock, random);
  }

  @Singleton
  AccountTransactions accountTransactions(
      TransactionOperations<Connection> transactions, AccountLocks locks) {
    return new AccountTransactions(transactions, locks);
  }

  @Singleton
  Authentication tokenAuthentication(
      AccountTransactions transactions, ApiTokenRepository tokens, Clock clock) {
    return new TokenAuthentication(transactions, tokens, clock);
  }

  @Singleton
  ApiTokens apiTokens(
      AccountTransactions transactions,
      ApiTokenRepository tokens,
      SpaceRepository spaces,
      AuditTrail trail,
      EntityIds ids,
      SecureRandom random,
      Clock clock) {
    return new ApiTokens(transactions, tokens, spaces, trail, ids, random, clock);
  }

  @Singleton
  CallerRights callerRights(SpaceRepository spaces) {
    return new CallerRights(spaces);
  }

  @Singleton
  RefusedHandler refusedHandler() {
    return new RefusedHandler();
  }

  @Singleton
  @Named("audit")
  Retention auditRetention(
      AccountTransactions transactions, AuditRepository entries, Settings settings, Clock clock) {
    Duration kept = settings.get(IngressSettings.AUDIT_RETENTION);
    return new Retention("audit entries", kept, entries::deleteBefore, transactions, clock);
  }

  @Singleton
  @Named("idempotency")
  Retention idempotencyRetention(
      AccountTransactions transactions, IdempotencyRepository answers, Clock clock) {
    return new Retention("answers", Idempotency.KEPT, answers::deleteBefore, transactions, clock);
  }

  @Singleton
  @Named("credentials")
  Retention credentialsRetention(
      AccountTransactions transactions, IntegrationSecretRepository secrets, Clock clock) {
    return new Retention(
        "credentials of deleted integrations",
        Limits.DELETED_CREDENTIALS_KEPT,
        secrets::eraseCredentialsLeftBefore,
        transactions,
        clock);
  }

  @Singleton
  Idempotency idempotency(
      AccountTransactions transactions,
      IdempotencyRepository answers,
      Settings settings,
      ObjectMapper json,
      Clock clock) {
    return new Idempotency(
        transactions, answers, settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET), json, clock);
  }

  @Singleton
  BootstrapToken bootstrapToken(
      ApiTokenRepository tokens, AuditTrail trail, EntityIds ids, Clock clock) {
    return new BootstrapToken(tokens, trail, ids, clock);
  }

  @Singleton
  Bootstrap bootstrap(
      AccountTransactions transactions,
      AccountRepository accounts,
      SpaceRepository spaces,
      BootstrapToken token,
      AccountCatalogue accountCatalogue,
      SpaceCatalogue spaceCatalogue,
      AuditTrail trail,
      Clock clock) {
    return new Bootstrap(
        transactions, accounts, spaces, token, accountCatalogue, spaceCatalogue, trail, clock);
  }

  @Singleton
  Accounts accounts(
      AccountTransactions transactions,
      AccountRepository accounts,
      AccountCatalogue catalogue,
      AuditTrail trail,
      Clock clock) {
    return new Accounts(transactions, accounts, catalogue, trail, clock);
  }

  @Singleton
  Spaces spaces(
      AccountTransactions transactions,
      SpaceRepository spaces,
      AccountRepository accounts,
      CallerRights rights,
      SpaceCatalogue catalogue,
      AuditTrail trail,
      EntityIds ids,
      Clock clock) {
    return new Spaces(transactions, spaces, accounts, rights, catalogue, trail, ids, clock);
  }

  @Singleton
  IntegrationSecrets integrationSecrets(
      IntegrationSecretRepository secrets,
      Settings settings,
      EdgeMemory edge,
      EntityIds ids,
      SecureRandom random) {
    return new IntegrationSecrets(
        secrets,
        settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET),
        settings.get(IngressSettings.CREDENTIALS_PUBLIC_KEYSET),
        edge,
        ids,
        random);
  }

  @Singleton
  SecretResealing secretResealing(
      AccountTransactions transactions, IntegrationSecretRepository secrets, Settings settings) {
    return new SecretResealing(
        transactions, secrets, settings.get(IngressSettings.WEBHOOK_SECRETS_KEYSET));
  }

  @Singleton
  IntegrationPolicy integrationPolicy(Settings settings) {
    return IntegrationPolicy.of(
        settings.get(IngressSettings.WEBHOOK_BASE_URL), HostSettings.guard(settings));
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
  Integrations integrations(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      CallerRights rights,
      IntegrationCatalogue catalogue,
      AuditTrail trail,
      EntityIds ids,
      Clock clock,
      IntegrationPolicy policy,
      IntegrationHealths healths) {
    return new Integrations(
        transactions,
        integrations,
        secrets,
        users,
        spaces,
        rights,
        catalogue,
        trail,
        ids,
        clock,
        policy,
        healths);
  }

  @Singleton
  IntegrationQueries integrationQueries(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      CallerRights rights,
      Clock clock,
      IntegrationPolicy policy,
      IntegrationHealths healths) {
    return new IntegrationQueries(
        transactions, integrations, secrets, users, spaces, rights, clock, policy, healths);
  }

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
