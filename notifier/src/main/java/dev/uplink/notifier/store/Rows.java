package dev.uplink.notifier.store;

import dev.uplink.notifier.aggregate.Run;
import dev.uplink.notifier.aggregate.RunEvent;
import dev.uplink.notifier.aggregate.StopOrder;
import dev.uplink.notifier.store.avro.StoredBoard;
import dev.uplink.notifier.store.avro.StoredEvent;
import dev.uplink.notifier.store.avro.StoredRun;
import dev.uplink.notifier.store.avro.StoredStatus;
import dev.uplink.notifier.store.avro.StoredStop;
import dev.uplink.notifier.store.avro.StoredWait;
import dev.uplink.schemas.serde.StoreSerde;
import java.util.function.Function;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The serdes of what the topology remembers and repartitions: values of ours over rows of Avro, so
 * that no generated class leaves this package.
 */
public final class Rows {
  private Rows() {}

  public static Serde<RunEvent> events() {
    return over(
        StoredEvent.class,
        EventMapper::toRow,
        EventMapper::fromRow,
        EarlierRows.of("StoredEvent", 1),
        EarlierRows.of("StoredEvent", 2),
        EarlierRows.of("StoredEvent", 3));
  }

  public static Serde<Wait> waits() {
    return over(
        StoredWait.class,
        EventMapper::toRow,
        EventMapper::fromRow,
        EarlierRows.of("StoredWait", 1));
  }

  public static Serde<StopOrder> stops() {
    return over(StoredStop.class, EventMapper::toRow, EventMapper::fromRow);
  }

  public static Serde<Run> runs() {
    return over(
        StoredRun.class,
        RunMapper::toRow,
        RunMapper::fromRow,
        EarlierRows.of("StoredRun", 1),
        EarlierRows.of("StoredRun", 2),
        EarlierRows.of("StoredRun", 3));
  }

  public static Serde<KeptBoard> boards() {
    return over(
        StoredBoard.class,
        BoardMapper::toRow,
        BoardMapper::fromRow,
        EarlierRows.of("StoredBoard", 1),
        EarlierRows.of("StoredBoard", 2),
        EarlierRows.of("StoredBoard", 3),
        EarlierRows.of("StoredBoard", 4),
        EarlierRows.of("StoredBoard", 5));
  }

  public static Serde<PostedStatus> statuses() {
    return over(
        StoredStatus.class,
        BoardMapper::toRow,
        BoardMapper::fromRow,
        EarlierRows.of("StoredStatus", 1));
  }

  private static <R extends SpecificRecord, T> Serde<T> over(
      Class<R> type, Function<T, R> toRow, Function<R, T> fromRow, Schema... earlier) {
    // Records without logical types write themselves, in half the time; their times are numbers.
    SpecificData.getForClass(type).setCustomCoders(true);
    StoreSerde<R> rows = new StoreSerde<>(type, earlier);
    Serializer<R> serializer = rows.serializer();
    Deserializer<R> deserializer = rows.deserializer();
    return Serdes.serdeFrom(
        (topic, value) -> value == null ? null : serializer.serialize(topic, toRow.apply(value)),
        (topic, bytes) ->
            bytes == null ? null : fromRow.apply(deserializer.deserialize(topic, bytes)));
  }
}
