package dev.uplink.benchmarks.topology;

import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StateRestoreListener;

/** Counts what is read back into stores, those of the catalogue among them. */
final class RestoredRecords implements StateRestoreListener {
  private final LongAdder count = new LongAdder();

  long count() {
    return count.sum();
  }

  @Override
  public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

  @Override
  public void onBatchRestored(TopicPartition partition, String store, long at, long restored) {
    count.add(restored);
  }

  @Override
  public void onRestoreEnd(TopicPartition partition, String store, long restored) {}
}
