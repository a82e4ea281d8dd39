package dev.uplink.processor.catalogue;

import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.decide.Integration;
import dev.uplink.processor.decide.Space;
import dev.uplink.processor.decide.Target;
import dev.uplink.schemas.avro.Account;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.avro.TargetKind;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import dev.uplink.schemas.id.RepositoryKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The catalogue over its stores. */
record StoredCatalogue(
    ReadOnlyKeyValueStore<String, Account> accounts,
    ReadOnlyKeyValueStore<String, dev.uplink.schemas.avro.Space> spaces,
    ReadOnlyKeyValueStore<String, dev.uplink.schemas.avro.Integration> integrations,
    ReadOnlyKeyValueStore<String, Stack> stacks,
    ReadOnlyKeyValueStore<String, Module> modules)
    implements Catalogue {

  @Override
  public Optional<Integer> runLimit(AccountId account) {
    return Optional.ofNullable(accounts.get(Rows.entity(account, account.value())))
        .map(Account::getRunLimit);
  }

  @Override
  public Optional<Space> space(AccountId account, String id) {
    return Optional.ofNullable(spaces.get(Rows.entity(account, id))).map(EntityMapper::space);
  }

  @Override
  public Optional<Integration> integration(AccountId account, String id) {
    return Optional.ofNullable(integrations.get(Rows.entity(account, id)))
        .map(EntityMapper::integration);
  }

  /**
   * There is one at most. While one takes another's place both may be here for a moment; the newer
   * record is then the one that stays.
   */
  @Override
  public Optional<Integration> defaultIntegration(AccountId account, BitbucketProduct product) {
    return scan(integrations, Rows.defaults(account, product), Function.identity()).stream()
        .max(Comparator.comparing(dev.uplink.schemas.avro.Integration::getUpdatedAt))
        .map(EntityMapper::integration);
  }

  @Override
  public List<Target> targets(RepositoryKey repository) {
    String rows = Rows.repository(repository);
    List<Target> targets = new ArrayList<>(scan(stacks, rows, EntityMapper::stack));
    targets.addAll(scan(modules, rows, EntityMapper::module));
    return targets;
  }

  @Override
  public Optional<Target> target(RepositoryKey repository, TargetKind kind, String id) {
    return target(kind, Rows.repository(repository) + id);
  }

  @Override
  public Optional<Target> target(AccountId account, TargetKind kind, String id) {
    return target(kind, Rows.entity(account, id));
  }

  @Override
  public boolean isTargetDeleted(AccountId account, TargetKind kind, String id) {
    return target(kind, Rows.deleted(account, id)).isPresent();
  }

  @Override
  public boolean isIntegrationDeleted(AccountId account, String id) {
    return integrations.get(Rows.deleted(account, id)) != null;
  }

  private Optional<Target> target(TargetKind kind, String row) {
    return switch (kind) {
      case STACK -> Optional.ofNullable(stacks.get(row)).map(EntityMapper::stack);
      case MODULE -> Optional.ofNullable(modules.get(row)).map(EntityMapper::module);
      case UNKNOWN -> Optional.empty();
    };
  }

  private static <V, T> List<T> scan(
      ReadOnlyKeyValueStore<String, V> store, String prefix, Function<V, T> read) {
    List<T> found = new ArrayList<>();
    try (KeyValueIterator<String, V> rows = store.prefixScan(prefix, new StringSerializer())) {
      rows.forEachRemaining(row -> found.add(read.apply(row.value)));
    }
    return found;
  }
}
