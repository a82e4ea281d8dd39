package dev.uplink.notifier.topology;

import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.id.AccountId;
import dev.uplink.schemas.id.BitbucketProduct;
import java.time.InstantSource;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/** The topology's own copy of all integrations, so that there is one and not two. */
public final class StreamsIntegrations implements Integrations {
  private final KafkaStreams streams;
  private final InstantSource clock;

  public StreamsIntegrations(KafkaStreams streams, InstantSource clock) {
    this.streams = streams;
    this.clock = clock;
  }

  /** Throws {@code InvalidStateStoreException} until the topology has read them all. */
  @Override
  public Optional<IntegrationFacts> find(AccountId account, String integrationId) {
    ReadOnlyKeyValueStore<String, Integration> store =
        streams.store(
            StoreQueryParameters.fromNameAndType(
                KeepIntegrations.STORE, QueryableStoreTypes.keyValueStore()));
    return KeepIntegrations.find(store, account + "/" + integrationId, clock)
        // Of a product that we do not know there is nothing that we could ask.
        .filter(integration -> integration.getProvider() != Provider.UNKNOWN)
        .map(
            integration ->
                new IntegrationFacts(
                    BitbucketProduct.of(integration.getProvider()),
                    integration.getApiHost(),
                    integration.getUserFacingHost(),
                    integration.getCredentialsVersion(),
                    integration.getRevision()));
  }
}
