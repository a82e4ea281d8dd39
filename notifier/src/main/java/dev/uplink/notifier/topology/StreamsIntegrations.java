package dev.uplink.notifier.topology;

import dev.uplink.notifier.bitbucket.IntegrationFacts;
import dev.uplink.notifier.bitbucket.Integrations;
import dev.uplink.schemas.avro.Integration;
import dev.uplink.schemas.id.AccountId;
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
        .map(
            integration ->
                new IntegrationFacts(
                    integration.getApiHost(),
                    integration.getUserFacingHost(),
                    integration.getCredentialsVersion()));
  }
}
