package dev.uplink.processor.topology;

import dev.uplink.processor.catalogue.CatalogueStores;
import dev.uplink.processor.catalogue.Removals;
import dev.uplink.processor.memory.LookupBook;
import dev.uplink.processor.memory.Memory;
import dev.uplink.processor.memory.Retention;
import dev.uplink.processor.memory.WaitingEvents;
import dev.uplink.processor.metrics.Meters;
import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.LookupResult;
import dev.uplink.schemas.avro.RawWebhook;
import dev.uplink.schemas.avro.TriggerRequest;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.FailOnInvalidTimestamp;
import org.apache.kafka.streams.processor.TimestampExtractor;
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
  private static final String READ_WEBHOOKS = "read-webhooks";
  private static final String READ_TRIGGERS = "read-trigger-requests";
  private static final String READ_ANSWERS = "read-lookup-results";
  private static final String DECIDE_WEBHOOKS = "decide-webhooks";
  private static final String DECIDE_TRIGGERS = "decide-triggers";
  private static final String DECIDE_ANSWERED = "decide-answered";

  private final AvroSerdes serdes;
  private final StoreSuppliers suppliers;
  private final Retention retention;
  private final DeadLetters deadLetters;
  private final GlobalStoreFaults faults;
  private final Meters meters;
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
      int partitions,
      InstantSource clock) {
    this.serdes = serdes;
    this.suppliers = suppliers;
    this.retention = retention;
    this.deadLetters = deadLetters;
    this.faults = faults;
    this.meters = meters;
    this.partitions = partitions;
    this.clock = clock;
  }

  @Override
  public Topology get() {
    Removals removals = new Removals();
    StreamsBuilder builder = new StreamsBuilder();
    List<StoreBuilder<?>> stores = stores();
    stores.forEach(builder::addStateStore);
    String[] memory =
        Memory.stores(suppliers, retention).stream().map(StoreBuilder::name).toArray(String[]::new);
    new FollowRuns(serdes, suppliers, partitions, clock)
        .addTo(builder, () -> new AbandonedRuns(removals, retention.runs(), meters))
        .process(() -> new ReleaseRuns(retention), Named.as("release-runs"), memory);
    Topology topology = builder.build();
    new CatalogueStores(serdes, suppliers, faults, removals).addTo(topology);
    // The broker's own time, and those of producers' clocks.
    source(topology, READ_WEBHOOKS, Topics.WEBHOOKS, new FailOnInvalidTimestamp());
    source(topology, READ_TRIGGERS, Topics.TRIGGER_REQUESTS, new BelievableTime(clock));
    source(topology, READ_ANSWERS, Topics.LOOKUP_RESULTS, new BelievableTime(clock));
    topology.addProcessor(
        DECIDE_WEBHOOKS,
        () -> new Step<RawWebhook>(context -> webhooks(context)::process),
        READ_WEBHOOKS);
    topology.addProcessor(
        DECIDE_TRIGGERS,
        () -> new Step<TriggerRequest>(context -> triggers(context)::process),
        READ_TRIGGERS);
    topology.addProcessor(
        DECIDE_ANSWERED,
        () -> new Step<LookupResult>(context -> answers(context)::process),
        READ_ANSWERS);
    String[] names = stores.stream().map(StoreBuilder::name).toArray(String[]::new);
    topology.connectProcessorAndStateStores(DECIDE_WEBHOOKS, names);
    topology.connectProcessorAndStateStores(DECIDE_TRIGGERS, names);
    topology.connectProcessorAndStateStores(DECIDE_ANSWERED, names);
    sink(topology, Exits.DECISIONS, Topics.DECISIONS);
    sink(topology, Exits.RUN_COMMANDS, Topics.RUN_COMMANDS);
    sink(topology, Exits.REJECTIONS, Topics.REJECTIONS);
    sink(topology, Exits.DEAD_LETTERS, Topics.DEAD_LETTERS);
    sink(topology, Exits.LOOKUP_REQUESTS, Topics.LOOKUP_REQUESTS);
    return topology;
  }

  private List<StoreBuilder<?>> stores() {
    List<StoreBuilder<?>> stores = new ArrayList<>(Memory.stores(suppliers, retention));
    stores.addAll(LookupBook.stores(suppliers));
    stores.add(WaitingEvents.store(suppliers));
    return stores;
  }

  private DecideWebhooks webhooks(ProcessorContext<String, SpecificRecord> context) {
    return new DecideWebhooks(context, retention, deadLetters, meters);
  }

  private DecideTriggers triggers(ProcessorContext<String, SpecificRecord> context) {
    return new DecideTriggers(context, retention, deadLetters, meters);
  }

  private ReadAnswers answers(ProcessorContext<String, SpecificRecord> context) {
    return new ReadAnswers(context, retention, deadLetters, meters);
  }

  private <T extends SpecificRecord> void source(
      Topology topology, String name, Topic<T> topic, TimestampExtractor time) {
    topology.addSource(
        AutoOffsetReset.earliest(),
        name,
        time,
        new StringDeserializer(),
        Received.deserializer(serdes.deserializer(topic)),
        topic.name());
  }

  private <T extends SpecificRecord> void sink(Topology topology, String name, Topic<T> topic) {
    topology.addSink(
        name,
        topic.name(),
        new StringSerializer(),
        serdes.serializer(topic),
        DECIDE_WEBHOOKS,
        DECIDE_TRIGGERS,
        DECIDE_ANSWERED);
  }
}
