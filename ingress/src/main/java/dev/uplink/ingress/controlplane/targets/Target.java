package dev.uplink.ingress.controlplane.targets;

import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.RepositoryKey;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stack or a module.
 *
 * @param slug from the first name, fixed, unique per account and kind
 * @param detachedFromIntegrationId the integration that was deleted from under it; null while it is
 *     attached. A detached target names no integration and does not mean the default one either
 * @param repositoryKey the source's, kept so that the database can count a repository's targets
 */
@MappedEntity("targets")
public record Target(
    @Id String id,
    String accountId,
    TargetKind kind,
    String slug,
    String name,
    String spaceId,
    @Relation(Relation.Kind.EMBEDDED) Source source,
    @Relation(Relation.Kind.EMBEDDED) TargetOptions options,
    @Nullable String detachedFromIntegrationId,
    String repositoryKey,
    long revision,
    Instant updatedAt) {

  public boolean vcsDetached() {
    return detachedFromIntegrationId != null;
  }

  /** The target without its integration, which is about to be deleted; nothing else changes. */
  Target detachedFrom(String integrationId, Instant at) {
    return with(name, spaceId, source.withIntegration(null), options, integrationId, at);
  }

  /** The target at another source and, if it was detached, attached again. */
  Target attachedTo(Source other, Instant at) {
    return with(name, spaceId, other, options, null, at);
  }

  Target edited(String newName, String newSpaceId, TargetOptions newOptions, Instant at) {
    return with(newName, newSpaceId, source, newOptions, detachedFromIntegrationId, at);
  }

  private Target with(
      String newName,
      String newSpaceId,
      Source newSource,
      TargetOptions newOptions,
      @Nullable String detachedFrom,
      Instant at) {
    return new Target(
        id,
        accountId,
        kind,
        slug,
        newName,
        newSpaceId,
        newSource,
        newOptions,
        detachedFrom,
        repositoryKey(accountId, newSource).toString(),
        revision + 1,
        at);
  }

  /** The key under which everything about a source's repository is ordered. */
  static RepositoryKey repositoryKey(String accountId, Source source) {
    return new RepositoryKey(
        new AccountId(accountId),
        source.provider().product(),
        source.namespace(),
        source.repository());
  }
}
