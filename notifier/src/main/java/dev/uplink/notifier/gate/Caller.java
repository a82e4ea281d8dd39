package dev.uplink.notifier.gate;

import dev.uplink.notifier.credentials.ApiCredential;
import dev.uplink.notifier.quota.CredentialKey;
import dev.uplink.notifier.quota.Priority;
import dev.uplink.schemas.id.BitbucketProduct;

/**
 * For whom Bitbucket is asked, and how urgent it is.
 *
 * @param authorization value of the header; never shown
 */
public record Caller(
    String integrationId, String authorization, CredentialKey credential, Priority priority) {

  /**
   * @param host base of the API that is called
   */
  public static Caller of(
      String integrationId,
      BitbucketProduct product,
      String host,
      ApiCredential credential,
      Priority priority) {
    return new Caller(
        integrationId,
        credential.authorization(),
        CredentialKey.of(product, host, credential.user()),
        priority);
  }

  @Override
  public String toString() {
    return "Caller[" + integrationId + ", " + priority + "]";
  }
}
