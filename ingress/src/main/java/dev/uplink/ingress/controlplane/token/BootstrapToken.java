package dev.uplink.ingress.controlplane.token;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** The root admin's token that the installation's settings name, one for each account. */
public final class BootstrapToken {
  private static final String NAME = "root admin";

  private final ApiTokenRepository tokens;
  private final AuditTrail trail;
  private final EntityIds ids;
  private final InstantSource clock;

  public BootstrapToken(
      ApiTokenRepository tokens, AuditTrail trail, EntityIds ids, InstantSource clock) {
    this.tokens = tokens;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Another one takes the place of the one there was. To be called under the account's lock.
   *
   * @throws IllegalStateException if the token is another account's, or was made through the API
   */
  public void ensure(Caller settings, TokenSecret secret) {
    Optional<ApiToken> same =
        tokens.candidates(secret.lookup()).stream()
            .filter(candidate -> candidate.sha256().equals(secret.sha256()))
            .findFirst();
    if (same.isEmpty()) {
      tokens.findBootstrap(settings.accountId()).ifPresent(old -> revoke(settings, old));
      ApiToken token = rootAdmin(settings.accountId(), secret);
      tokens.save(token);
      trail.record(settings, AuditedAction.TOKEN_CREATE, token.id(), null, TokenView.of(token));
    } else if (!same.get().accountId().equals(settings.accountId())) {
      throw new IllegalStateException(
          "the administrator's token is in use by account " + same.get().accountId());
    } else if (!same.get().isBootstrap()) {
      // Its roles and its end are its own, and the old token would go on beside it.
      throw new IllegalStateException(
          "the administrator's token was made through the API: one of your own is expected");
    }
  }

  private void revoke(Caller settings, ApiToken old) {
    tokens.delete(old.accountId(), old.id());
    trail.record(settings, AuditedAction.TOKEN_REVOKE, old.id(), TokenView.of(old), null);
  }

  private ApiToken rootAdmin(String accountId, TokenSecret secret) {
    return new ApiToken(
        ids.next(),
        accountId,
        NAME,
        secret.lookup(),
        secret.sha256(),
        List.of(RoleBinding.ROOT_ADMIN.toString()),
        true,
        clock.instant(),
        null,
        null);
  }
}
