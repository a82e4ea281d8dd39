package dev.uplink.notifier.topology;

import static org.apache.kafka.streams.kstream.Produced.with;

import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.store.Rows;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecordDeserializer;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.streams.Received;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import dev.uplink.schemas.trace.Tracing;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;

/** Decisions, run updates and orders to stop → what Bitbucket should show at each commit. */
public final class StatusTopology implements Supplier<Topology> {
  private final AvroSerdes serdes;
  private final DeadLetters deadLetters;
  private final GlobalStoreFaults faults;
  private final StatusRules rules;
  private final Function<String, KeyValueBytesStoreSupplier> stores;
  private final int partitions;
  private final Tracing tracing;
  private final InstantSource clock;

  /**
   * @param faults told of integrations that cannot be read
   * @param rules what the installation decides
   * @param stores makes a store of a name
   * @param partitions of the repartitioned events: never to be changed in an installation that has
   *     state, because rows would be looked for in other tasks
   */
  public StatusTopology(
      AvroSerdes serdes,
      DeadLetters deadLetters,
      GlobalStoreFaults faults,
      StatusRules rules,
      Function<String, KeyValueBytesStoreSupplier> stores,
      int partitions,
      Tracing tracing,
      InstantSource clock) {
    this.serdes = serdes;
    this.deadLetters = deadLetters;
    this.faults = faults;
    this.rules = rules;
    this.stores = stores;
    this.partitions = partitions;
    this.tracing = tracing;
    this.clock = clock;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addGlobalStore(
        KeepIntegrations.store(),
        Topics.INTEGRATIONS.name(),
        Consumed.with(
                Serdes.String(),
                reading(new GlobalRecordDeserializer<>(serdes.deserializer(Topics.INTEGRATIONS))))
            .withName("read-integrations"),
        () -> new KeepIntegrations(faults));

    KStream<String, Step> decisions =
        builder.stream(Topics.DECISIONS.name(), asRead(Topics.DECISIONS, "decisions"))
            .process(ReadDecision::new, Named.as(ReadDecision.NAME));
    KStream<String, Step> updates =
        builder.stream(
                Topics.RUN_UPDATES.name(),
                asRead(Topics.RUN_UPDATES, "run-updates")
                    .withTimestampExtractor(new BelievableTime(clock)))
            .process(ReadRunUpdate::new, Named.as(ReadRunUpdate.NAME));
    KStream<String, Step> stops =
        builder.stream(Topics.RUN_COMMANDS.name(), asRead(Topics.RUN_COMMANDS, "run-commands"))
            .process(ReadStopCommand::new, Named.as(ReadStopCommand.NAME));
    KStream<String, Step> read =
        decisions
            .merge(updates, Named.as("bring-together"))
            .merge(stops, Named.as("bring-stops-too"));
    writeDeadLetters(read);

    // One topic for all, so that a run's start and its reports meet in one task.
    read.flatMapValues(StatusTopology::events, Named.as("only-events"))
        .repartition(
            Repartitioned.with(Serdes.String(), Rows.events())
                .withName("run-events")
                .withNumberOfPartitions(partitions))
        .process(
            KeepStatuses.supplier(rules, this::letter, stores, tracing),
            Named.as(KeepStatuses.NAME));
    Topology topology = builder.build();
    addSink(topology, KeepStatuses.STATUSES, Topics.COMMIT_STATUSES);
    addSink(topology, KeepStatuses.ROWS, Topics.COMMIT_CHECKS);
    addSink(topology, KeepStatuses.UNKNOWN, Topics.DEAD_LETTERS);
    return topology;
  }

  private <V extends SpecificRecord> void addSink(Topology topology, String name, Topic<V> topic) {
    topology.addSink(
        name, topic.name(), new StringSerializer(), serdes.serializer(topic), KeepStatuses.NAME);
  }

  private static List<RunEvent> events(Step step) {
    return step instanceof Step.Happened happened ? List.of(happened.event()) : List.of();
  }

  /** Either half has a sink of its own: one for both would make them one task. */
  private void writeDeadLetters(KStream<String, Step> steps) {
    steps
        .flatMap((key, step) -> letters(step), Named.as("only-unreadable"))
        .to(
            Topics.DEAD_LETTERS.name(),
            with(Serdes.String(), serdes.serde(Topics.DEAD_LETTERS)).withName("write-unreadable"));
  }

  private List<KeyValue<String, DeadLetter>> letters(Step step) {
    return step instanceof Step.GiveUp givenUp ? List.of(letter(givenUp)) : List.of();
  }

  private KeyValue<String, DeadLetter> letter(Step.GiveUp step) {
    SourceRecord source = step.source();
    Origin origin =
        new Origin(
            source.topic(), source.partition(), source.offset(), new RecordHeaders(), source.at());
    DeadLetter letter =
        deadLetters.letter(
            origin,
            step.stage(),
            step.reason(),
            step.message(),
            null,
            source.key(),
            source.value());
    return KeyValue.pair(source.topic() + "/" + source.partition() + "/" + source.offset(), letter);
  }

  private <V extends SpecificRecord> Consumed<byte[], Received<V>> asRead(
      Topic<V> topic, String what) {
    return Consumed.with(Serdes.ByteArray(), Received.serde(serdes.deserializer(topic)))
        .withName("source-" + what);
  }

  /** For a source; the bytes are those that were read. */
  private static <T> Serde<GlobalRecord<T>> reading(Deserializer<GlobalRecord<T>> deserializer) {
    return Serdes.serdeFrom((topic, record) -> record.bytes().array(), deserializer);
  }
}
