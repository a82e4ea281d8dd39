package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Precondition;
import dev.uplink.ingress.controlplane.space.CallerRights;
import dev.uplink.ingress.controlplane.space.Rights;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import dev.uplink.ingress.controlplane.space.SpaceTree;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/** Creating, editing and deleting integrations. */
public final class Integrations {
  private final AccountTransactions transactions;
  private final IntegrationRepository integrations;
  private final IntegrationSecrets secrets;
  private final IntegrationUsers users;
  private final SpaceRepository spaces;
  private final CallerRights rights;
  private final IntegrationCatalogue catalogue;
  private final AuditTrail trail;
  private final EntityIds ids;
  private final InstantSource clock;
  private final IntegrationPolicy policy;
  private final IntegrationHealths healths;

  public Integrations(
      AccountTransactions transactions,
      IntegrationRepository integrations,
      IntegrationSecrets secrets,
      IntegrationUsers users,
      SpaceRepository spaces,
      CallerRights rights,
      IntegrationCatalogue catalogue,
      AuditTrail trail,
      EntityIds ids,
      InstantSource clock,
      IntegrationPolicy policy,
      IntegrationHealths healths) {
    this.transactions = transactions;
    this.integrations = integrations;
    this.secrets = secrets;
    this.users = users;
    this.spaces = spaces;
    this.rights = rights;
    this.catalogue = catalogue;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
    this.policy = policy;
    this.healths = healths;
  }

  IntegrationDetails create(Caller caller, Fields fields) {
    IntegrationRequest request = IntegrationRequest.read(fields, policy.hosts());
    return transactions.change(
        caller.accountId(),
        () -> {
          requireSpace(caller, rights.of(caller), request.spaceId());
          Integration integration = created(caller, request);
          integrations.save(integration);
          request.access().credentials().ifPresent(it -> writeCredentials(integration, it));
          secrets.addWebhookSecret(integration, integration.updatedAt());
          catalogue.changed(integration);
          trail.record(
              caller,
              AuditedAction.INTEGRATION_CREATE,
              integration.id(),
              null,
              IntegrationState.of(integration));
          return details(integration);
        });
  }

  /** The old secret is accepted for a while still, in which Bitbucket is to be told the new one. */
  IntegrationDetails rotateSecret(Caller caller, String id, Fields fields) {
    Duration grace = SecretRotation.grace(fields);
    return transactions.change(
        caller.accountId(),
        () -> {
          Integration integration = lock(caller, rights.of(caller), id);
          secrets.rotateWebhookSecret(integration, clock.instant(), grace);
          IntegrationState state = IntegrationState.of(integration);
          trail.record(caller, AuditedAction.INTEGRATION_ROTATE_SECRET, id, state, state);
          return details(integration);
        });
  }

  /** Alone, so that nobody attaches a target to it between the detaching and the end. */
  IntegrationUsers.Detached delete(Caller caller, String id) {
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          Integration integration = lock(caller, rights.of(caller), id);
          Instant now = clock.instant();
          var detached = users.detachFrom(caller, integration, now);
          secrets.leave(integration, now);
          integrations.delete(integration.id());
          catalogue.deleted(integration);
          trail.record(
              caller, AuditedAction.INTEGRATION_DELETE, id, IntegrationState.of(integration), null);
          return detached;
        });
  }

  /** Alone, because a move to another Space may put it out of its users' reach. */
  IntegrationDetails edit(Caller caller, String id, Fields fields, Precondition precondition) {
    return transactions.changeAlone(
        caller.accountId(),
        () -> {
          Rights held = rights.of(caller);
          Integration before = lock(caller, held, id);
          precondition.require(before.revision());
          IntegrationEdit edit =
              IntegrationEdit.of(before, fields, policy.hosts(), clock.instant());
          Integration after = edit.after();
          if (!after.spaceId().equals(before.spaceId())) {
            requireSpace(caller, held, after.spaceId());
            requireInReach(after);
          }
          integrations.update(after);
          edit.credentials().ifPresent(it -> writeCredentials(after, it));
          catalogue.changed(after);
          trail.record(
              caller,
              AuditedAction.INTEGRATION_EDIT,
              id,
              IntegrationState.of(before),
              IntegrationState.of(after));
          return details(after);
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

  private void requireInReach(Integration moved) {
    SpaceTree tree = new SpaceTree(spaces.nodes(moved.accountId()));
    List<String> unreached =
        users.spacesNaming(moved).stream()
            .filter(space -> !tree.reachabilityFrom(space).reaches(moved.spaceId(), false))
            .toList();
    if (!unreached.isEmpty()) {
      throw Refused.blocked(
          ProblemCode.REACHABILITY_LOST,
          "Stacks and modules would no longer reach it.",
          users.naming(moved, unreached, Refused.MOST_TARGETS));
    }
  }

  private void requireSpace(Caller caller, Rights held, String spaceId) {
    Refused unknown =
        Refused.field(ProblemCode.SPACE_UNKNOWN, "spaceId", "There is no Space " + spaceId + ".");
    held.require(Role.ADMIN, spaceId, unknown);
    if (spaces.find(caller.accountId(), spaceId).isEmpty()) {
      throw unknown;
    }
  }

  private IntegrationDetails details(Integration integration) {
    Instant now = clock.instant();
    return IntegrationDetails.of(
        integration,
        policy.webhookBase(),
        secrets.webhookSecret(integration.id(), now),
        healths.of(integration.id()),
        now);
  }

  private Integration lock(Caller caller, Rights held, String id) {
    Integration integration =
        integrations.lock(caller.accountId(), id).orElseThrow(() -> IntegrationRights.none(id));
    IntegrationRights.requireAdmin(held, integration);
    return integration;
  }
}
