package dev.uplink.processor.topology;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecordDeserializer;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.Set;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Brings what schedulers say of a run's end to the run's repository. Updates are keyed by their
 * run, whose id bears the group of its repository; which repository that is, is said by those who
 * start the first run of it.
 */
record FollowRuns(
    AvroSerdes serdes, StoreSuppliers suppliers, int partitions, InstantSource clock) {

  /**
   * @param commands that decisions led to
   * @return ends of runs by repository, as {@link RunEnd#text}
   */
  KStream<String, String> addTo(StreamsBuilder builder, KStream<String, RunCommand> commands) {
    Set<StoreBuilder<?>> stores = Groups.stores(suppliers);
    stores.forEach(builder::addStateStore);
    String[] names = stores.stream().map(StoreBuilder::name).toArray(String[]::new);
    KStream<String, String> groups =
        commands.process(AnnounceGroups::new, Named.as("announce-groups"));
    KStream<String, String> learnt =
        repartitioned(groups, "run-groups")
            .process(() -> new AtGroups(Groups::learn), Named.as("learn-groups"), names);
    KStream<String, String> routed =
        repartitioned(ends(builder), "run-ends")
            .process(() -> new AtGroups(Groups::route), Named.as("route-ends"), names);
    return repartitioned(routed.merge(learnt, Named.as("all-ends")), "runs-over");
  }

  private KStream<String, String> ends(StreamsBuilder builder) {
    return builder.stream(
            Topics.RUN_UPDATES.name(),
            Consumed.with(Serdes.ByteArray(), reading(Topics.RUN_UPDATES))
                .withTimestampExtractor(new BelievableTime(clock))
                .withName("read-run-updates"))
        .flatMap((key, update) -> RunEnds.of(update), Named.as("only-ends"));
  }

  private KStream<String, String> repartitioned(KStream<String, String> stream, String name) {
    return stream.repartition(
        Repartitioned.with(Serdes.String(), Serdes.String())
            .withName(name)
            .withNumberOfPartitions(partitions));
  }

  /** For a source whose unreadable records are somebody else's dead letters. */
  private <T extends SpecificRecord> Serde<GlobalRecord<T>> reading(Topic<T> topic) {
    Deserializer<GlobalRecord<T>> values =
        new GlobalRecordDeserializer<>(serdes.deserializer(topic));
    return Serdes.serdeFrom((name, record) -> record.bytes().array(), values);
  }
}
