package dev.uplink.processor.catalogue;

import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Target;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.List;

/**
 * Keys of the rows under which an entity is found. Each row belongs to one entity alone, so that
 * the order in which partitions are read does not matter: a new default integration may be read
 * before the deletion of the old one.
 */
final class Rows {
  private Rows() {}

  /** By the key of its record, {@code {accountId}/{id}}. */
  static String entity(String recordKey) {
    return "id/" + recordKey;
  }

  static String entity(AccountId account, String id) {
    return entity(account + "/" + id);
  }

  /** What stood under a record's key before it was deleted, so that this is known. */
  static String deleted(String recordKey) {
    return "deleted/" + recordKey;
  }

  static String deleted(AccountId account, String id) {
    return deleted(account + "/" + id);
  }

  static String defaults(AccountId account, BitbucketProduct product) {
    return "default/" + account + "/" + product.segment() + "/";
  }

  static String repository(RepositoryKey repository) {
    return "at/" + repository + "/";
  }

  static List<String> of(Integration integration) {
    return integration.isDefault()
        ? List.of(defaults(integration.account(), integration.product()) + integration.id())
        : List.of();
  }

  static List<String> of(Target target) {
    Target.Source source = target.source();
    RepositoryKey repository = source.repository().key(target.account(), source.product());
    return List.of(repository(repository) + target.name().id());
  }
}
