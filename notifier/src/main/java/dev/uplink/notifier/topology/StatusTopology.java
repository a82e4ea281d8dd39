package dev.uplink.notifier.topology;

import static org.apache.kafka.streams.kstream.Produced.with;

import dev.uplink.notifier.aggregate.SourceRecord;
import dev.uplink.notifier.store.Rows;
import dev.uplink.schemas.avro.DeadLetter;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.DeadLetters;
import dev.uplink.schemas.streams.Origin;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;

/** Decisions and run updates → what Bitbucket should show at each commit. */
public final class StatusTopology implements Supplier<Topology> {
  private final AvroSerdes serdes;
  private final DeadLetters deadLetters;
  private final int partitions;

  /**
   * @param partitions of the repartitioned events: never to be changed in an installation that has
   *     state, because rows would be looked for in other tasks
   */
  public StatusTopology(AvroSerdes serdes, DeadLetters deadLetters, int partitions) {
    this.serdes = serdes;
    this.deadLetters = deadLetters;
    this.partitions = partitions;
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.addGlobalStore(
        KeepIntegrations.store(),
        Topics.INTEGRATIONS.name(),
        Consumed.with(Serdes.String(), serdes.serde(Topics.INTEGRATIONS))
            .withName("read-integrations"),
        KeepIntegrations::new);

    KStream<String, Step> decisions =
        builder.stream(Topics.DECISIONS.name(), asRead(Topics.DECISIONS, "decisions"))
            .process(ReadDecision::new, Named.as(ReadDecision.NAME));
    KStream<String, Step> updates =
        builder.stream(Topics.RUN_UPDATES.name(), asRead(Topics.RUN_UPDATES, "run-updates"))
            .process(ReadRunUpdate::new, Named.as(ReadRunUpdate.NAME));
    KStream<String, Step> read = decisions.merge(updates, Named.as("bring-together"));

    // One topic for both, so that a run's start and its reports meet in one task.
    KStream<String, Step> kept =
        only(Step.Happened.class, read, "events")
            .mapValues(Step.Happened::event, Named.as("unwrap-event"))
            .repartition(
                Repartitioned.with(Serdes.String(), Rows.events())
                    .withName("run-events")
                    .withNumberOfPartitions(partitions))
            .mapValues(Step.Happened::new, Named.as("wrap-event"))
            .process(KeepStatuses.supplier(), Named.as(KeepStatuses.NAME));

    only(Step.Show.class, kept, "statuses")
        .mapValues(show -> CommitStatusMapper.toRecord(show.status()), Named.as("to-record"))
        .to(Topics.COMMIT_STATUSES.name(), written(Topics.COMMIT_STATUSES, "statuses"));
    writeDeadLetters(
        only(Step.GiveUp.class, read, "unreadable")
            .merge(only(Step.GiveUp.class, kept, "unknown"), Named.as("all-given-up")));
    return builder.build();
  }

  private void writeDeadLetters(KStream<String, Step.GiveUp> givenUp) {
    givenUp
        .map((key, step) -> letter(step), Named.as("to-dead-letter"))
        .to(Topics.DEAD_LETTERS.name(), written(Topics.DEAD_LETTERS, "dead-letters"));
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

  private static <S extends Step> KStream<String, S> only(
      Class<S> type, KStream<String, Step> steps, String what) {
    return steps
        .filter((key, step) -> type.isInstance(step), Named.as("only-" + what))
        .mapValues(type::cast, Named.as("cast-" + what));
  }

  private <V extends SpecificRecord> Consumed<byte[], Kept<V>> asRead(Topic<V> topic, String what) {
    return Consumed.with(Serdes.ByteArray(), Kept.reading(serdes.deserializer(topic)))
        .withName("source-" + what);
  }

  private <V extends SpecificRecord> Produced<String, V> written(Topic<V> topic, String what) {
    return with(Serdes.String(), serdes.serde(topic)).withName("write-" + what);
  }
}
