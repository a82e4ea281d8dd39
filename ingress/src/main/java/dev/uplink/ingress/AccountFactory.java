package dev.uplink.ingress;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Authentication;
import dev.uplink.ingress.controlplane.account.AccountCatalogue;
import dev.uplink.ingress.controlplane.account.AccountRepository;
import dev.uplink.ingress.controlplane.account.Accounts;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.bootstrap.Bootstrap;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.SpaceCatalogue;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.Spaces;
import dev.uplink.ingress.controlplane.token.ApiTokenRepository;
import dev.uplink.ingress.controlplane.token.ApiTokens;
import dev.uplink.ingress.controlplane.token.BootstrapToken;
import dev.uplink.ingress.controlplane.token.TokenAuthentication;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** Builds what an account is made of and who may do what in it: Spaces, tokens, rights. */
@Factory
final class AccountFactory {
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
  CallerRights callerRights(SpaceRepository spaces) {
    return new CallerRights(spaces);
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
}
