package dev.uplink.ingress.controlplane.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.ingress.controlplane.access.Authentication;
import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.controlplane.problem.ProblemCode;
import dev.uplink.ingress.controlplane.problem.Refused;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Recognises callers by their API tokens. */
public final class TokenAuthentication implements Authentication {
  /** Nobody asks for more, and a write for every request would cost more than most requests. */
  private static final Duration NOTE_USE_EVERY = Duration.ofMinutes(1);

  private final AccountTransactions transactions;
  private final ApiTokenRepository tokens;
  private final InstantSource clock;

  public TokenAuthentication(
      AccountTransactions transactions, ApiTokenRepository tokens, InstantSource clock) {
    this.transactions = transactions;
    this.tokens = tokens;
    this.clock = clock;
  }

  @Override
  public Optional<Caller> authenticate(String presented) {
    TokenSecret secret;
    try {
      secret = new TokenSecret(presented);
    } catch (IllegalArgumentException notAToken) {
      return Optional.empty();
    }
    byte[] sha256 = secret.sha256().getBytes(US_ASCII);
    return transactions.read(() -> tokens.candidates(secret.lookup())).stream()
        .filter(token -> MessageDigest.isEqual(token.sha256().getBytes(US_ASCII), sha256))
        .findFirst()
        .map(this::accepted);
  }

  private Caller accepted(ApiToken token) {
    Instant now = clock.instant();
    if (token.isExpired(now)) {
      throw Refused.because(
          ProblemCode.TOKEN_EXPIRED, "This token expired at " + token.expiresAt() + ".");
    }
    Instant noted = token.lastUsedAt();
    if (noted == null || noted.plus(NOTE_USE_EVERY).isBefore(now)) {
      transactions.note(() -> tokens.used(token.id(), now));
    }
    return token.caller();
  }
}
