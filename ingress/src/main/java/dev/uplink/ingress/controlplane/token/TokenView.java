package dev.uplink.ingress.controlplane.token;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as the API shows it.
 *
 * @param token the token itself, in the answer to its creation and never again
 */
record TokenView(
    String id,
    String name,
    List<RoleBinding> roles,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String token) {

  static TokenView of(ApiToken token) {
    return new TokenView(
        token.id(),
        token.name(),
        RoleBinding.parseAll(token.roles()),
        token.createdAt(),
        token.expiresAt(),
        token.lastUsedAt(),
        null);
  }

  static TokenView ofNew(ApiToken token, TokenSecret secret) {
    TokenView view = of(token);
    return new TokenView(
        view.id(),
        view.name(),
        view.roles(),
        view.createdAt(),
        view.expiresAt(),
        view.lastUsedAt(),
        secret.value());
  }

  @Override
  public String toString() {
    return "TokenView[" + id + "]";
  }
}
