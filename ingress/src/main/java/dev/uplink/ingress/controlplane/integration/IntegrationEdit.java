package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Text;
import dev.uplink.ingress.controlplane.space.Space;
import java.time.Instant;
import java.util.Optional;

/**
 * An edit of an integration.
 *
 * @param after the integration as it is to be
 * @param credentials the ones to put in the place of those there are; empty to keep them
 */
record IntegrationEdit(Integration after, Optional<Credentials> credentials) {

  /** What is left out stays as it is; what was fixed at creation is refused. */
  static IntegrationEdit of(Integration before, Fields fields, HostRules hosts, Instant at) {
    fields.immutable("name", before.name());
    fields.immutable("provider", before.provider().name());
    fields.immutable("isDefault", String.valueOf(before.isDefault()));
    String spaceId = fields.text("spaceId", Text.ID, before.spaceId());
    IntegrationOptions options = IntegrationOptions.read(fields, before.options());
    AccessRequest access = AccessRequest.toEdit(before.provider(), before.access(), fields, hosts);
    fields.end();
    if (before.isDefault() && !spaceId.equals(Space.ROOT)) {
      throw Refused.field(
          ProblemCode.DEFAULT_OUTSIDE_ROOT, "spaceId", "A default integration lives in root.");
    }
    Integration after =
        new Integration(
            before.id(),
            before.accountId(),
            before.provider(),
            before.slug(),
            before.name(),
            before.isDefault(),
            spaceId,
            options,
            access.access(),
            before.credentialsVersion() + (access.credentials().isPresent() ? 1 : 0),
            before.revision() + 1,
            at);
    return new IntegrationEdit(after, access.credentials());
  }
}
