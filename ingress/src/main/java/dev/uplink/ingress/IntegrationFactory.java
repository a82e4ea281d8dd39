package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.database.Retention;
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
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.schemas.Limits;
import dev.uplink.schemas.host.HostSettings;
import dev.uplink.schemas.settings.Settings;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Builds what keeps integrations with Bitbucket, and their secrets apart from them. */
@Factory
final class IntegrationFactory {
  @Singleton
  IntegrationPolicy integrationPolicy(Settings settings) {
    return IntegrationPolicy.of(
        settings.get(IngressSettings.WEBHOOK_BASE_URL), HostSettings.guard(settings));
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
}
