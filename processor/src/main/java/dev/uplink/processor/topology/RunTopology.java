package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.CatalogueStores;
import dev.uplink.processor.memory.LookupStore;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.memory.WaitingEvents;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Webhooks, triggers and Bitbucket's answers in; decisions, run commands, rejections, questions to
 * Bitbucket and dead letters out. All inputs are keyed by repository and have equally many
 * partitions, so what is remembered of a repository is in one place and its events are decided in
 * the order they came. Beside this, runs that were started are followed to their end ({@link
 * FollowRuns}).
 */
public final class RunTopology implements Supplier<Topology> {
  private final AvroSerdes serdes;
  private final StoreSuppliers suppliers;
  private final Retention retention;
  private final DeadLetters deadLetters;
  private final GlobalStoreFaults faults;
  private final Meters meters;
  private final Tracing tracing;
  private final int partitions;
  private final InstantSource clock;

  /**
   * @param partitions of the inputs and of the runs that are followed: never to be changed in an
   *     installation that has state, because rows would be looked for in other tasks
   * @param clock the wall clock, by which times that cannot be are known
   */
  public RunTopology(
      AvroSerdes serdes,
      StoreSuppliers suppliers,
      Retention retention,
      DeadLetters deadLetters,
      GlobalStoreFaults faults,
      Meters meters,
      Tracing tracing,
      int partitions,
      InstantSource clock) {
    this.serdes = serdes;
    this.suppliers = suppliers;
    this.retention = retention;
    this.deadLetters = deadLetters;
    this.faults = faults;
    this.meters = meters;
    this.tracing = tracing;
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public Topology get() {
    CatalogueStores catalogue = new CatalogueStores(serdes, suppliers, faults);
    StreamsBuilder builder = new StreamsBuilder();
    List<StoreBuilder<?>> stores = stores();
    stores.forEach(builder::addStateStore);
    KStream<String, SpecificRecord> decided = decided(builder, catalogue);
    TopicStreams.out(decided, Topics.DECISIONS, serdes);
    TopicStreams.out(decided, Topics.REJECTIONS, serdes);
    TopicStreams.out(decided, Topics.DEAD_LETTERS, serdes);
    TopicStreams.out(decided, Topics.LOOKUP_REQUESTS, serdes);
    KStream<String, RunCommand> commands = TopicStreams.out(decided, Topics.RUN_COMMANDS, serdes);
    new FollowRuns(serdes, suppliers, partitions, clock)
        .addTo(builder, commands)
        .process(
            () -> new ReleaseRuns(retention),
            Named.as("release-runs"),
            names(Memory.stores(suppliers, retention)));
    Topology topology = builder.build();
    catalogue.addTo(topology);
    return topology;
  }

  /** All that comes of what was read, whatever it was. */
  private KStream<String, SpecificRecord> decided(
      StreamsBuilder builder, CatalogueStores catalogue) {
    // The broker's own time, and those of producers' clocks.
    KStream<String, Arrival> webhooks =
        TopicStreams.in(builder, Topics.WEBHOOKS, serdes, new FailOnInvalidTimestamp())
            .mapValues(Arrival.Webhook::new, Named.as("a-webhook"));
    KStream<String, Arrival> triggers =
        TopicStreams.in(builder, Topics.TRIGGER_REQUESTS, serdes, new BelievableTime(clock))
            .mapValues(Arrival.Trigger::new, Named.as("a-trigger"));
    KStream<String, Arrival> answers =
        TopicStreams.in(builder, Topics.LOOKUP_RESULTS, serdes, new BelievableTime(clock))
            .mapValues(Arrival.Answer::new, Named.as("an-answer"));
    return webhooks
        .merge(triggers, Named.as("webhooks-and-triggers"))
        .merge(answers, Named.as("arrivals"))
        .process(
            () -> new ContextProcessor<Arrival>(context -> decide(context, catalogue)),
            Named.as("decide"),
            names(stores()));
  }

  private List<StoreBuilder<?>> stores() {
    List<StoreBuilder<?>> stores = new ArrayList<>(Memory.stores(suppliers, retention));
    stores.addAll(LookupStore.stores(suppliers));
    stores.add(WaitingEvents.store(suppliers));
    return stores;
  }

  private static String[] names(List<StoreBuilder<?>> stores) {
    return stores.stream().map(StoreBuilder::name).toArray(String[]::new);
  }

  private DecideArrivals decide(
      ProcessorContext<String, SpecificRecord> context, CatalogueStores catalogue) {
    return new DecideArrivals(
        context,
        retention,
        catalogue.of(context),
        catalogue.changes(),
        deadLetters,
        meters,
        tracing);
  }
}
