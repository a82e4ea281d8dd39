package dev.uplink.ingress.controlplane.token;

import dev.uplink.ingress.controlplane.access.Caller;
import dev.uplink.ingress.controlplane.access.RoleBinding;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.model.DataType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A token as it is stored: enough to recognise it, not enough to use it.
 *
 * @param name for people, and for what is recorded about calls with it
 * @param lookup a part of the hash, by which an index finds it
 * @param sha256 in hex
 * @param roles each as {@link RoleBinding} writes it
 * @param isBootstrap whether it is the one that the installation's settings name
 * @param expiresAt null if it never does
 * @param lastUsedAt to the minute; null if it never was
 */
@MappedEntity("api_tokens")
public record ApiToken(
    @Id String id,
    String accountId,
    String name,
    String lookup,
    String sha256,
    @TypeDef(type = DataType.STRING_ARRAY) List<String> roles,
    boolean isBootstrap,
    Instant createdAt,
    @Nullable Instant expiresAt,
    @Nullable Instant lastUsedAt) {

  public ApiToken {
    roles = List.copyOf(roles);
  }

  Caller caller() {
    return new Caller(accountId, id, name, RoleBinding.parseAll(roles));
  }

  boolean isExpired(Instant now) {
    return expiresAt != null && !expiresAt.isAfter(now);
  }
}
