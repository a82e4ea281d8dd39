package dev.uplink.local.scheduler;

import dev.uplink.local.part.Part;
import dev.uplink.schemas.access.KafkaAccess;
import dev.uplink.schemas.serde.AvroSerdes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sample scheduler as a part of local mode. */
public final class SchedulerPart implements Part {
  private static final Duration PACE = Duration.ofMillis(250);

  private final KafkaAccess kafka;
  private final Supplier<AvroSerdes> serdes;
  private final Consumer<String> trouble;
  private @Nullable SampleScheduler scheduler;

  /** The serdes are asked for at each start; trouble is told when it ends by itself. */
  public SchedulerPart(KafkaAccess kafka, Supplier<AvroSerdes> serdes, Consumer<String> trouble) {
    this.kafka = kafka;
    this.serdes = serdes;
    this.trouble = trouble;
  }

  @Override
  public void start() {
    SampleScheduler started =
        new SampleScheduler(kafka, serdes.get(), new RunLedger(PACE), InstantSource.system());
    started.start(
        failure -> trouble.accept("The sample scheduler ended by itself: " + failure.toString()));
    scheduler = started;
  }

  @Override
  public void stop() {
    if (scheduler != null) {
      scheduler.close();
      scheduler = null;
    }
  }

  @Override
  public void kill() {
    stop();
  }
}
