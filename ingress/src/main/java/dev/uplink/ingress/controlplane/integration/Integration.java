package dev.uplink.ingress.controlplane.integration;

import dev.uplink.ingress.controlplane.Provider;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import java.time.Instant;

/**
 * A connection to one Bitbucket, without its secrets, which are in tables of their own.
 *
 * @param slug from the name, fixed, unique per account and provider; the end of the webhook's URL,
 *     which is why the name never changes
 * @param isDefault whether it serves every target of its provider that names no integration
 * @param spaceId {@code root} for a default one
 * @param credentialsVersion grows when the API credentials are replaced
 */
@MappedEntity("integrations")
public record Integration(
    @Id String id,
    String accountId,
    Provider provider,
    String slug,
    String name,
    boolean isDefault,
    String spaceId,
    @Relation(Relation.Kind.EMBEDDED) IntegrationOptions options,
    @Relation(Relation.Kind.EMBEDDED) Access access,
    long credentialsVersion,
    long revision,
    Instant updatedAt) {

  /** The path of its webhook endpoint. */
  String webhookPath() {
    return "/webhooks/%s/%s/integration/%s"
        .formatted(provider.product().segment(), accountId, slug);
  }
}
