package dev.uplink.ingress.controlplane.token;

import dev.uplink.ingress.controlplane.access.Role;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.request.Names;
import dev.uplink.ingress.controlplane.request.Text;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request says about a new token. */
record TokenRequest(String name, List<RoleBinding> roles, @Nullable Instant expiresAt) {

  static TokenRequest read(Fields fields, Instant now) {
    TokenRequest request =
        new TokenRequest(
            Names.read(fields),
            fields.objects("roles").stream().map(TokenRequest::role).toList(),
            fields.optionalInstant("expiresAt"));
    fields.end();
    if (request.roles().isEmpty()) {
      throw Refused.field(ProblemCode.FIELD_MISSING, "roles", "roles: expected at least one.");
    }
    long spaces = request.roles().stream().map(RoleBinding::spaceId).distinct().count();
    if (spaces < request.roles().size()) {
      throw Refused.field(ProblemCode.FIELD_INVALID, "roles", "roles: expected each Space once.");
    }
    if (request.expiresAt() != null && !request.expiresAt().isAfter(now)) {
      throw Refused.field(
          ProblemCode.FIELD_INVALID, "expiresAt", "expiresAt: expected a time to come.");
    }
    return request;
  }

  private static RoleBinding role(Fields fields) {
    RoleBinding binding =
        new RoleBinding(fields.text("spaceId", Text.ID), fields.choice("role", Role.class));
    fields.end();
    return binding;
  }
}
