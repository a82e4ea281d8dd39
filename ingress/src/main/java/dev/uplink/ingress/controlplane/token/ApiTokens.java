package dev.uplink.ingress.controlplane.token;

import dev.uplink.ingress.controlplane.EntityIds;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import dev.uplink.ingress.controlplane.audit.AuditTrail;
import dev.uplink.ingress.controlplane.audit.AuditedAction;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.page.Page;
import dev.uplink.ingress.controlplane.page.PageRequest;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import dev.uplink.ingress.controlplane.request.Fields;
import dev.uplink.ingress.controlplane.space.SpaceRepository;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Creating, listing and revoking tokens; for root admins, who alone may give away any role. */
public final class ApiTokens {
  private final AccountTransactions transactions;
  private final ApiTokenRepository tokens;
  private final SpaceRepository spaces;
  private final AuditTrail trail;
  private final EntityIds ids;
  private final RandomGenerator random;
  private final InstantSource clock;

  public ApiTokens(
      AccountTransactions transactions,
      ApiTokenRepository tokens,
      SpaceRepository spaces,
      AuditTrail trail,
      EntityIds ids,
      RandomGenerator random,
      InstantSource clock) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.spaces = spaces;
    this.trail = trail;
    this.ids = ids;
    this.random = random;
    this.clock = clock;
  }

  TokenView create(Caller caller, Fields fields) {
    caller.requireRootAdmin();
    TokenRequest request = TokenRequest.read(fields, clock.instant());
    TokenSecret secret = TokenSecret.random(random);
    return transactions.change(
        caller.accountId(),
        () -> {
          for (int i = 0; i < request.roles().size(); i++) {
            requireSpace(caller, i, request.roles().get(i).spaceId());
          }
          ApiToken token =
              new ApiToken(
                  ids.next(),
                  caller.accountId(),
                  request.name(),
                  secret.lookup(),
                  secret.sha256(),
                  request.roles().stream().map(RoleBinding::toString).toList(),
                  false,
                  clock.instant(),
                  request.expiresAt(),
                  null);
          tokens.save(token);
          trail.record(caller, AuditedAction.TOKEN_CREATE, token.id(), null, TokenView.of(token));
          return TokenView.ofNew(token, secret);
        });
  }

  TokenView get(Caller caller, String id) {
    caller.requireRootAdmin();
    return TokenView.of(transactions.read(() -> find(caller, id)));
  }

  Page<TokenView> list(Caller caller, PageRequest page) {
    caller.requireRootAdmin();
    return Page.of(
            transactions.read(
                () -> tokens.page(caller.accountId(), page.after(), page.limitAndOneMore())),
            page,
            ApiToken::id)
        .map(TokenView::of);
  }

  /** Its next use is refused, on every instance. */
  void revoke(Caller caller, String id) {
    caller.requireRootAdmin();
    transactions.change(
        caller.accountId(),
        () -> {
          ApiToken token = find(caller, id);
          if (token.isBootstrap()) {
            throw Refused.because(
                ProblemCode.TOKEN_IS_BOOTSTRAP,
                "It would be back at the next start: set UPLINK_ADMIN_TOKEN to another one.");
          }
          tokens.delete(caller.accountId(), id);
          trail.record(caller, AuditedAction.TOKEN_REVOKE, id, TokenView.of(token), null);
          return token;
        });
  }

  private ApiToken find(Caller caller, String id) {
    return tokens.find(caller.accountId(), id).orElseThrow(() -> Refused.notFound("token", id));
  }

  private void requireSpace(Caller caller, int index, String id) {
    if (spaces.find(caller.accountId(), id).isEmpty()) {
      throw Refused.field(
          ProblemCode.SPACE_UNKNOWN,
          "roles[%d].spaceId".formatted(index),
          "There is no Space " + id + ".");
    }
  }
}
