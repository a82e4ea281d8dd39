package dev.uplink.notifier.credentials;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/**
 * A row as ingress wrote it; useless without the private key.
 *
 * @param version grows when the credentials are replaced
 */
@MappedEntity("api_credentials")
@SuppressWarnings("ArrayRecordComponent") // never compared
public record SealedCredential(@Id String integrationId, long version, byte[] sealed) {
  @Override
  public String toString() {
    return "SealedCredential[" + integrationId + ", version " + version + "]";
  }
}
