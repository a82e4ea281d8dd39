package dev.uplink.processor.topology;

import dev.uplink.processor.storage.StoreSuppliers;
import dev.uplink.schemas.avro.RunAction;
import dev.uplink.schemas.avro.RunCommand;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.serde.AvroSerdes;
import dev.uplink.schemas.serde.StoreSerde;
import dev.uplink.schemas.streams.BelievableTime;
import dev.uplink.schemas.streams.GlobalRecord;
import dev.uplink.schemas.streams.GlobalRecordDeserializer;
import dev.uplink.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
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
   * @param keeper makes what keeps the open runs and stops some of them
   */
  void addTo(
      StreamsBuilder builder, Supplier<Processor<String, RunCommand, String, RunCommand>> keeper) {
    Set<StoreBuilder<?>> stores = OpenRuns.stores(suppliers);
    starts(builder)
        .process(keeping(keeper, stores), Named.as(AbandonedRuns.NAME))
        .to(
            Topics.RUN_COMMANDS.name(),
            Produced.with(Serdes.String(), serdes.serde(Topics.RUN_COMMANDS))
                .withName("write-stops"));
    String[] names = stores.stream().map(StoreBuilder::name).toArray(String[]::new);
    ends(builder).process(EndRuns::new, Named.as("end-runs"), names);
  }

  private KStream<String, RunCommand> starts(StreamsBuilder builder) {
    return builder.stream(
            Topics.RUN_COMMANDS.name(),
            Consumed.with(Serdes.String(), serdes.serde(Topics.RUN_COMMANDS))
                .withName("read-run-commands"))
        .filter(
            (key, command) -> command != null && command.getAction() == RunAction.START,
            Named.as("only-starts"))
        .selectKey(
            (key, command) -> new RunId(command.getRunId()).group(), Named.as("starts-by-group"))
        .repartition(
            Repartitioned.with(Serdes.String(), new StoreSerde<>(RunCommand.class))
                .withName("run-starts")
                .withNumberOfPartitions(partitions));
  }

  private KStream<String, String> ends(StreamsBuilder builder) {
    Deserializer<GlobalRecord<RunUpdate>> updates =
        new GlobalRecordDeserializer<>(serdes.deserializer(Topics.RUN_UPDATES));
    Serde<GlobalRecord<RunUpdate>> reading =
        Serdes.serdeFrom((topic, record) -> record.bytes().array(), updates);
    return builder.stream(
            Topics.RUN_UPDATES.name(),
            Consumed.with(Serdes.ByteArray(), reading)
                .withTimestampExtractor(new BelievableTime(clock))
                .withName("read-run-updates"))
        .flatMap((key, update) -> RunEnds.of(update), Named.as("only-ends"))
        .repartition(
            Repartitioned.with(Serdes.String(), Serdes.String())
                .withName("run-ends")
                .withNumberOfPartitions(partitions));
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
