package dev.uplink.processor.topology;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecordDeserializer;
import dev.uplink.schemas.topic.Topic;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * Brings together what was started and what schedulers say of its end, by the group that both bear
 * in the run's id: commands are keyed by their target and updates by their run.
 */
record FollowRuns(
    AvroSerdes serdes, StoreSuppliers suppliers, int partitions, InstantSource clock) {

  /**
   * @param commands that decisions led to
   * @param keeper makes what keeps the open runs and stops some of them
   * @return the runs that have ended, by repository: see {@link Endings}
   */
  KStream<String, RunCommand> addTo(
      StreamsBuilder builder,
      KStream<String, RunCommand> commands,
      Supplier<Processor<String, RunCommand, String, RunCommand>> keeper) {
    Set<StoreBuilder<?>> stores = OpenRuns.stores(suppliers);
    KStream<String, RunCommand> kept =
        turns(commands).process(keeping(keeper, stores), Named.as(AbandonedRuns.NAME));
    kept.filter((target, command) -> command.getAction() == RunAction.STOP, Named.as("only-stops"))
        .to(
            Topics.RUN_COMMANDS.name(),
            Produced.with(Serdes.String(), serdes.serde(Topics.RUN_COMMANDS))
                .withName("write-stops"));
    String[] names = stores.stream().map(StoreBuilder::name).toArray(String[]::new);
    return ends(builder)
        .process(EndRuns::new, Named.as("end-runs"), names)
        .merge(kept, Named.as("all-endings"))
        .map(
            (key, command) -> KeyValue.pair(Endings.repository(command), Endings.of(command)),
            Named.as("by-repository"))
        .repartition(
            Repartitioned.with(Serdes.String(), new StoreSerde<>(RunCommand.class))
                .withName("run-endings")
                .withNumberOfPartitions(partitions));
  }

  /** Straight from the decision: what it writes for schedulers need not be read again. */
  private KStream<String, RunCommand> turns(KStream<String, RunCommand> commands) {
    return commands
        .filter((target, command) -> RunTurns.isOne(command), Named.as("starts-and-superseded"))
        .selectKey((target, command) -> RunTurns.group(command), Named.as("by-group"))
        .repartition(
            Repartitioned.with(Serdes.String(), new StoreSerde<>(RunCommand.class))
                .withName("run-starts")
                .withNumberOfPartitions(partitions));
  }

  private KStream<String, String> ends(StreamsBuilder builder) {
    return builder.stream(
            Topics.RUN_UPDATES.name(),
            Consumed.with(Serdes.ByteArray(), reading(Topics.RUN_UPDATES))
                .withTimestampExtractor(new BelievableTime(clock))
                .withName("read-run-updates"))
        .flatMap((key, update) -> RunEnds.of(update), Named.as("only-ends"))
        .repartition(
            Repartitioned.with(Serdes.String(), Serdes.String())
                .withName("run-ends")
                .withNumberOfPartitions(partitions));
  }

  /** For a source whose unreadable records are somebody else's dead letters. */
  private <T extends SpecificRecord> Serde<GlobalRecord<T>> reading(Topic<T> topic) {
    Deserializer<GlobalRecord<T>> values =
        new GlobalRecordDeserializer<>(serdes.deserializer(topic));
    return Serdes.serdeFrom((name, record) -> record.bytes().array(), values);
  }

  private static ProcessorSupplier<String, RunCommand, String, RunCommand> keeping(
      Supplier<Processor<String, RunCommand, String, RunCommand>> keeper,
      Set<StoreBuilder<?>> stores) {
    return new ProcessorSupplier<>() {
      @Override
      public Processor<String, RunCommand, String, RunCommand> get() {
        return keeper.get();
      }

      @Override
      public Set<StoreBuilder<?>> stores() {
        return stores;
      }
    };
  }
}
