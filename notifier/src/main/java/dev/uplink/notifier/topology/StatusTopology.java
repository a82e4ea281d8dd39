package dev.uplink.notifier.topology;

import static org.apache.kafka.streams.kstream.Produced.with;

import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.store.Rows;
import dev.uplink.schemas.avro.CommitCheck;
import dev.uplink.schemas.avro.CommitStatus;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecordDeserializer;
import dev.uplink.schemas.streams.GlobalStoreFaults;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.jspecify.annotations.Nullable;

/** Decisions, run updates and orders to stop → what Bitbucket should show at each commit. */
public final class StatusTopology implements Supplier<Topology> {
  private final AvroSerdes serdes;
  private final DeadLetters deadLetters;
  private final GlobalStoreFaults faults;
  private final StatusRules rules;
  private final Function<String, KeyValueBytesStoreSupplier> stores;
  private final int partitions;
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
      InstantSource clock) {
    this.serdes = serdes;
    this.deadLetters = deadLetters;
    this.faults = faults;
    this.rules = rules;
    this.stores = stores;
    this.partitions = partitions;
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
    writeDeadLetters(read, "unreadable");

    // One topic for all, so that a run's start and its reports meet in one task.
    KStream<String, Step> kept =
        read.flatMapValues(StatusTopology::events, Named.as("only-events"))
            .repartition(
                Repartitioned.with(Serdes.String(), Rows.events())
                    .withName("run-events")
                    .withNumberOfPartitions(partitions))
            .process(KeepStatuses.supplier(rules, stores), Named.as(KeepStatuses.NAME));
    kept.flatMapValues(StatusTopology::statuses, Named.as("only-statuses"))
        .to(Topics.COMMIT_STATUSES.name(), written(Topics.COMMIT_STATUSES, "statuses"));
    // No flat map: a row that is gone is a record without a value.
    kept.filter((key, step) -> isRow(step), Named.as("only-rows"))
        .mapValues(StatusTopology::row, Named.as("rows-as-records"))
        .to(Topics.COMMIT_CHECKS.name(), written(Topics.COMMIT_CHECKS, "rows"));
    writeDeadLetters(kept, "unknown");
    return builder.build();
  }

  private static List<RunEvent> events(Step step) {
    return step instanceof Step.Happened happened ? List.of(happened.event()) : List.of();
  }

  private static List<CommitStatus> statuses(Step step) {
    return step instanceof Step.Show show
        ? List.of(CommitStatusMapper.toRecord(show.status()))
        : List.of();
  }

  private static boolean isRow(Step step) {
    return step instanceof Step.Listed || step instanceof Step.Unlisted;
  }

  private static @Nullable CommitCheck row(Step step) {
    return step instanceof Step.Listed row ? CommitCheckMapper.toRecord(row) : null;
  }

  /** A sink for either half: one for both would make them one task, which neither gains by. */
  private void writeDeadLetters(KStream<String, Step> steps, String which) {
    steps
        .flatMap((key, step) -> letters(step), Named.as("only-" + which))
        .to(Topics.DEAD_LETTERS.name(), written(Topics.DEAD_LETTERS, which));
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

  private <V extends SpecificRecord> Consumed<byte[], Kept<V>> asRead(Topic<V> topic, String what) {
    return Consumed.with(Serdes.ByteArray(), Kept.reading(serdes.deserializer(topic)))
        .withName("source-" + what);
  }

  /** For a source; the bytes are those that were read. */
  private static <T> Serde<GlobalRecord<T>> reading(Deserializer<GlobalRecord<T>> deserializer) {
    return Serdes.serdeFrom((topic, record) -> record.bytes().array(), deserializer);
  }

  private <V extends SpecificRecord> Produced<String, V> written(Topic<V> topic, String what) {
    return with(Serdes.String(), serdes.serde(topic)).withName("write-" + what);
  }
}
