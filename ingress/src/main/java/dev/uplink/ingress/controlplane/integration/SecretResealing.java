package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.database.AccountTransactions;
import dev.uplink.ingress.crypto.WebhookSecretSealing;
import java.util.HexFormat;
import java.util.List;

/**
 * Seals every webhook secret anew, under the keyset's primary key, so that an older key may be
 * taken out of it afterwards.
 */
public final class SecretResealing {
  private static final int PAGE = 500;

  private final AccountTransactions transactions;
  private final IntegrationSecretRepository secrets;
  private final WebhookSecretSealing sealing;

  public SecretResealing(
      AccountTransactions transactions,
      IntegrationSecretRepository secrets,
      WebhookSecretSealing sealing) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.sealing = sealing;
  }

  /**
   * May be broken off and begun again at any time, beside running instances. Returns how many.
   *
   * @throws dev.uplink.ingress.crypto.SealingException if a secret opens with no key of the keyset
   */
  public long run() {
    long count = 0;
    String after = "";
    while (true) {
      List<SealedSecret> page = reseal(after);
      count += page.size();
      if (page.size() < PAGE) {
        return count;
      }
      after = page.getLast().id();
    }
  }

  private List<SealedSecret> reseal(String after) {
    List<SealedSecret> page = transactions.read(() -> secrets.sealed(after, PAGE));
    for (SealedSecret secret : page) {
      byte[] plain = sealing.open(secret.integrationId(), HexFormat.of().parseHex(secret.sealed()));
      byte[] sealed = sealing.seal(secret.integrationId(), plain);
      // One row at a time: whoever rotates meanwhile takes several, in an order of their own.
      transactions.note(() -> secrets.reseal(secret.id(), sealed, secret.sealed()));
    }
    return page;
  }
}
