package dev.uplink.processor.catalogue;

import dev.uplink.processor.decide.Catalogue;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.Account;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Module;
import dev.uplink.schemas.avro.Space;
import dev.uplink.schemas.avro.Stack;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.streams.GlobalRecordDeserializer;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The global stores: filled from the catalogue topics, read by decisions. */
public final class CatalogueStores {
  static final EntityKind<Account> ACCOUNTS =
      new EntityKind<>(
          Topics.ACCOUNTS,
          "accounts",
          Account::getRevision,
          account -> List.of(),
          account -> false);

  static final EntityKind<Space> SPACES =
      new EntityKind<>(
          Topics.SPACES, "spaces", Space::getRevision, CatalogueStores::checked, space -> false);

  static final EntityKind<Integration> INTEGRATIONS =
      new EntityKind<>(
          Topics.INTEGRATIONS,
          "integrations",
          Integration::getRevision,
          integration -> Rows.of(EntityMapper.integration(integration)),
          integration -> false);

  static final EntityKind<Stack> STACKS =
      new EntityKind<>(
          Topics.STACKS,
          "stacks",
          Stack::getRevision,
          stack -> Rows.of(EntityMapper.stack(stack)),
          Stack::getVcsDetached);

  static final EntityKind<Module> MODULES =
      new EntityKind<>(
          Topics.MODULES,
          "modules",
          Module::getRevision,
          module -> Rows.of(EntityMapper.module(module)),
          Module::getVcsDetached);

  private final AvroSerdes serdes;
  private final StoreSuppliers suppliers;
  private final GlobalStoreFaults faults;
  private final Changes changes = new Changes();
  private final RecentReads reads = new RecentReads(changes);

  /**
   * @param faults told of entities that cannot be read
   */
  public CatalogueStores(AvroSerdes serdes, StoreSuppliers suppliers, GlobalStoreFaults faults) {
    this.serdes = serdes;
    this.suppliers = suppliers;
    this.faults = faults;
  }

  public void addTo(Topology topology) {
    add(topology, ACCOUNTS);
    add(topology, SPACES);
    add(topology, INTEGRATIONS);
    add(topology, STACKS);
    add(topology, MODULES);
  }

  /** For a processor of the same topology; global stores need no connection. */
  public Catalogue of(ProcessorContext<?, ?> context) {
    Catalogue stored =
        new StoredCatalogue(
            context.getStateStore(ACCOUNTS.store()),
            context.getStateStore(SPACES.store()),
            context.getStateStore(INTEGRATIONS.store()),
            context.getStateStore(STACKS.store()),
            context.getStateStore(MODULES.store()));
    return new RememberedCatalogue(stored, reads);
  }

  /** How much of it has changed. */
  public Changes changes() {
    return changes;
  }

  private <T extends SpecificRecord> void add(Topology topology, EntityKind<T> kind) {
    StoreBuilder<KeyValueStore<String, T>> store =
        Stores.keyValueStoreBuilder(
                suppliers.keyValue(kind.store()), Serdes.String(), StoreSerde.of(kind.topic()))
            .withLoggingDisabled();
    topology.addGlobalStore(
        store,
        "read-" + kind.store(),
        new StringDeserializer(),
        new GlobalRecordDeserializer<>(serdes.deserializer(kind.topic())),
        kind.topic().name(),
        "store-" + kind.store(),
        () -> new StoreEntities<>(kind, faults, changes));
  }

  /** A Space is found by its id alone. */
  private static List<String> checked(Space space) {
    EntityMapper.space(space);
    return List.of();
  }
}
