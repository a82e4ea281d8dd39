package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Names;
import dev.uplink.ingress.controlplane.request.Text;
import dev.uplink.ingress.controlplane.space.Space;
import dev.uplink.schemas.id.Slug;

/** What a request says about a new integration. */
record IntegrationRequest(
    String name,
    Slug slug,
    Provider provider,
    boolean isDefault,
    String spaceId,
    IntegrationOptions options,
    AccessRequest access) {

  static IntegrationRequest read(Fields fields, HostRules hosts) {
    String name = Names.read(fields);
    Provider provider = fields.choice("provider", Provider.class);
    IntegrationRequest request =
        new IntegrationRequest(
            name,
            Names.slug(name),
            provider,
            fields.flag("isDefault", false),
            fields.text("spaceId", Text.ID, Space.ROOT),
            IntegrationOptions.read(fields, IntegrationOptions.INITIAL),
            AccessRequest.toCreate(provider, fields, hosts));
    fields.end();
    if (request.isDefault() && !request.spaceId().equals(Space.ROOT)) {
      throw Refused.field(
          ProblemCode.DEFAULT_OUTSIDE_ROOT, "spaceId", "A default integration lives in root.");
    }
    return request;
  }
}
