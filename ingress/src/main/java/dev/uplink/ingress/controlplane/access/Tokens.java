package dev.uplink.ingress.controlplane.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.uplink.ingress.controlplane.account.AccountTransactions;
import java.security.MessageDigest;
import java.util.Optional;

/** Tells who a bearer token belongs to. */
public final class Tokens {
  private final AccountTransactions transactions;
  private final ApiTokenRepository tokens;

  public Tokens(AccountTransactions transactions, ApiTokenRepository tokens) {
    this.transactions = transactions;
    this.tokens = tokens;
  }

  /** Empty for a token that nobody has, and for text that cannot be one. */
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
        .map(token -> new Caller(token.accountId(), token.name()))
        .findFirst();
  }
}
