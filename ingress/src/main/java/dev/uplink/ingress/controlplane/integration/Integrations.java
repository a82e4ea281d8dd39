package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.account.AccountTransactions;
import dev.uplink.ingress.controlplane.catalogue.Catalogue;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.space.Reachability;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creating, reading, editing and deleting integrations. */
public final class Integrations {
  private final AccountTransactions transactions;
  private final IntegrationRepository integrations;
  private final IntegrationSecrets secrets;
  private final IntegrationUsers users;
  private final SpaceRepository spaces;
  private final Catalogue catalogue;
  private final EntityIds ids;
  private final InstantSource clock;
  private final IntegrationPolicy policy;

  public Integrations(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      Catalogue catalogue,
      EntityIds ids,
      InstantSource clock,
      IntegrationPolicy policy) {
    this.transactions = transactions;
    this.integrations = integrations;
    this.secrets = secrets;
    this.users = users;
    this.spaces = spaces;
    this.catalogue = catalogue;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
  }

  IntegrationDetails create(Caller caller, Fields fields) {
    IntegrationRequest request = IntegrationRequest.read(fields, policy.hosts());
    return transactions.change(
        caller.accountId(),
        () -> {
          requireSpace(caller, request.spaceId());
          Integration integration = created(caller, request);
          integrations.save(integration);
          request.access().credentials().ifPresent(it -> writeCredentials(integration, it));
          String secret = secrets.replaceWebhookSecret(integration.id(), integration.updatedAt());
          catalogue.changed(integration);
          return details(integration, secret);
        });
  }

  Integration get(Caller caller, String id) {
    return transactions.read(() -> find(caller, id));
  }

  IntegrationDetails details(Caller caller, String id) {
    return transactions.read(
        () -> {
          Integration integration = find(caller, id);
          return details(integration, secrets.webhookSecret(integration.id()));
        });
  }

  Page<Integration> list(Caller caller, @Nullable Provider provider, PageRequest page) {
    return Page.of(
        transactions.read(
            () ->
                integrations.page(
                    caller.accountId(), provider, page.after(), page.limitAndOneMore())),
        page,
        Integration::id);
  }

  Page<Integration> attachable(
      Caller caller, String spaceId, @Nullable Provider provider, PageRequest page) {
    return transactions.read(
        () -> {
          List<Space> chain = spaces.chain(caller.accountId(), spaceId);
          if (chain.isEmpty()) {
            throw Refused.notFound("Space", spaceId);
          }
          List<Integration> found =
              integrations.attachable(
                  caller.accountId(),
                  Reachability.of(chain).spaces(),
                  provider,
                  page.after(),
                  page.limitAndOneMore());
          return Page.of(found, page, Integration::id);
        });
  }

  IntegrationUsers.Usage usage(Caller caller, String id) {
    return transactions.read(() -> users.of(find(caller, id)));
  }

  /** The old secret stops being accepted at once, so Bitbucket has to be told the new one next. */
  IntegrationDetails rotateSecret(Caller caller, String id) {
    return transactions.change(
        caller.accountId(),
        () -> {
          Integration integration = lock(caller, id);
          return details(
              integration, secrets.replaceWebhookSecret(integration.id(), clock.instant()));
        });
  }

  /** Alone, so that nobody attaches a target to it between the detaching and the end. */
  IntegrationUsers.Detached delete(Caller caller, String id) {
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          Integration integration = lock(caller, id);
          var detached = users.detachFrom(integration, clock.instant());
          integrations.delete(integration.id());
          catalogue.deleted(integration);
          return detached;
        });
  }

  /** Alone, because a move to another Space may put it out of its users' reach. */
  IntegrationDetails edit(Caller caller, String id, Fields fields) {
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          IntegrationEdit edit =
              IntegrationEdit.of(lock(caller, id), fields, policy.hosts(), clock.instant());
          Integration after = edit.after();
          requireSpace(caller, after.spaceId());
          requireInReach(caller, after);
          integrations.update(after);
          edit.credentials().ifPresent(it -> writeCredentials(after, it));
          catalogue.changed(after);
          return details(after, secrets.webhookSecret(id));
        });
  }

  private Integration created(Caller caller, IntegrationRequest request) {
    return new Integration(
        ids.next(),
        caller.accountId(),
        request.provider(),
        request.slug().value(),
        request.name(),
        request.isDefault(),
        request.spaceId(),
        request.options(),
        request.access().access(),
        1,
        1,
        clock.instant());
  }

  private void writeCredentials(Integration integration, Credentials credentials) {
    secrets.writeCredentials(
        integration.id(), integration.credentialsVersion(), credentials, integration.updatedAt());
  }

  private void requireInReach(Caller caller, Integration integration) {
    for (IntegrationUsers.User user : allUsers(integration)) {
      List<Space> chain = spaces.chain(caller.accountId(), user.spaceId());
      if (!Reachability.of(chain).reaches(integration.spaceId(), integration.isDefault())) {
        throw Refused.field(
            ProblemCode.REACHABILITY_LOST, "spaceId", "It is used by " + user.slug() + ".");
      }
    }
  }

  private List<IntegrationUsers.User> allUsers(Integration integration) {
    IntegrationUsers.Usage usage = users.of(integration);
    return Stream.concat(usage.stacks().stream(), usage.modules().stream()).toList();
  }

  private void requireSpace(Caller caller, String spaceId) {
    if (spaces.find(caller.accountId(), spaceId).isEmpty()) {
      throw Refused.field(
          ProblemCode.SPACE_UNKNOWN, "spaceId", "There is no Space " + spaceId + ".");
    }
  }

  private IntegrationDetails details(Integration integration, String webhookSecret) {
    return IntegrationDetails.of(integration, policy.webhookBase(), webhookSecret);
  }

  private Integration find(Caller caller, String id) {
    return integrations
        .find(caller.accountId(), id)
        .orElseThrow(() -> Refused.notFound("integration", id));
  }

  private Integration lock(Caller caller, String id) {
    return integrations
        .lock(caller.accountId(), id)
        .orElseThrow(() -> Refused.notFound("integration", id));
  }
}
