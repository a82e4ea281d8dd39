package dev.uplink.notifier.credentials;

import java.util.List;

/**
 * Seals every API credential anew, under the keyset's primary key, so that an older key may be
 * taken out of it afterwards.
 */
public final class CredentialResealing {
  private static final int PAGE = 500;

  private final ApiCredentialsRepository credentials;
  private final CredentialOpening keys;

  public CredentialResealing(ApiCredentialsRepository credentials, CredentialOpening keys) {
    this.credentials = credentials;
    this.keys = keys;
  }

  /**
   * May be broken off and begun again at any time, beside running instances. Returns how many there
   * were; one that is replaced meanwhile is sealed by whoever replaces it.
   *
   * @throws IllegalStateException if one opens with no key of the keyset
   */
  public long run() {
    long count = 0;
    List<SealedCredential> page = credentials.page("", PAGE);
    while (!page.isEmpty()) {
      for (SealedCredential sealed : page) {
        credentials.reseal(
            sealed.integrationId(),
            sealed.version(),
            keys.reseal(sealed.integrationId(), sealed.sealed()));
      }
      count += page.size();
      page = credentials.page(page.getLast().integrationId(), PAGE);
    }
    return count;
  }

  /** The number of the key that it seals with. */
  public String primaryKey() {
    return keys.primaryKey();
  }
}
