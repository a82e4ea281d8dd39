package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Reachability;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.ingress.controlplane.space.SpaceNode;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be asked about integrations. */
public final class IntegrationQueries {
  private final AccountTransactions transactions;
  private final IntegrationRepository integrations;
  private final IntegrationSecrets secrets;
  private final IntegrationUsers users;
  private final SpaceRepository spaces;
  private final CallerRights rights;
  private final InstantSource clock;
  private final IntegrationPolicy policy;
  private final IntegrationHealths healths;

  public IntegrationQueries(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      CallerRights rights,
      InstantSource clock,
      IntegrationPolicy policy,
      IntegrationHealths healths) {
    this.transactions = transactions;
    this.integrations = integrations;
    this.secrets = secrets;
    this.users = users;
    this.spaces = spaces;
    this.rights = rights;
    this.clock = clock;
    this.policy = policy;
    this.healths = healths;
  }

  Integration get(Caller caller, String id) {
    return transactions.snapshot(
        () -> {
          Integration integration = find(caller, id);
          IntegrationRights.requireSeen(rights.of(caller), integration);
          return integration;
        });
  }

  IntegrationDetails details(Caller caller, String id) {
    return transactions.snapshot(
        () -> {
          Integration integration = findAsAdmin(caller, id);
          Instant now = clock.instant();
          return IntegrationDetails.of(
              integration,
              policy.webhookBase(),
              secrets.webhookSecret(integration.id(), now),
              healths.of(integration.id()),
              now);
        });
  }

  IntegrationUsers.Usage usage(Caller caller, String id, PageRequest page) {
    return transactions.snapshot(() -> users.of(findAsAdmin(caller, id), page));
  }

  Page<Integration> list(Caller caller, @Nullable Provider provider, PageRequest page) {
    return transactions.snapshot(
        () -> {
          Rights held = rights.of(caller);
          return Page.of(
              integrations.page(
                  caller.accountId(),
                  provider,
                  held.areForEverything(),
                  held.readable(),
                  page.after(),
                  page.limitAndOneMore()),
              page,
              Integration::id);
        });
  }

  /** The integrations that targets of a Space may use. */
  Page<Integration> attachable(
      Caller caller, String spaceId, @Nullable Provider provider, PageRequest page) {
    return transactions.snapshot(
        () -> {
          Refused unknown = Refused.notFound("Space", spaceId);
          rights.of(caller).require(Role.READER, spaceId, unknown);
          List<SpaceNode> chain = spaces.chain(caller.accountId(), spaceId);
          if (chain.isEmpty()) {
            throw unknown;
          }
          return Page.of(
              integrations.page(
                  caller.accountId(),
                  provider,
                  false,
                  Reachability.of(chain).spaces(),
                  page.after(),
                  page.limitAndOneMore()),
              page,
              Integration::id);
        });
  }

  private Integration findAsAdmin(Caller caller, String id) {
    Integration integration = find(caller, id);
    IntegrationRights.requireAdmin(rights.of(caller), integration);
    return integration;
  }

  private Integration find(Caller caller, String id) {
    return integrations.find(caller.accountId(), id).orElseThrow(() -> IntegrationRights.none(id));
  }
}
