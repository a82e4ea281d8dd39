package dev.uplink.schemas.streams;

import java.time.Duration;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;

/** Kafka Streams that never runs, and is in whichever state a test wants. */
final class StillStreams extends KafkaStreams {
  private @Nullable StateListener listener;
  private @Nullable StreamsUncaughtExceptionHandler handler;
  private State now = State.CREATED;
  private boolean hangs;

  StillStreams() {
    super(topology(), properties());
  }

  void become(State next) {
    State before = now;
    now = next;
    Objects.requireNonNull(listener).onChange(next, before);
  }

  /** It will not have closed when nobody waits for it any more. */
  void hang() {
    hangs = true;
  }

  StreamThreadExceptionResponse fail(Throwable failure) {
    return Objects.requireNonNull(handler).handle(failure);
  }

  @Override
  public State state() {
    return now;
  }

  @Override
  public void setStateListener(StateListener stateListener) {
    listener = stateListener;
  }

  @Override
  public void setUncaughtExceptionHandler(StreamsUncaughtExceptionHandler exceptionHandler) {
    handler = exceptionHandler;
  }

  @Override
  public synchronized void start() {}

  @Override
  public synchronized boolean close(Duration timeout) {
    super.close(Duration.ZERO);
    return !hangs;
  }

  private static Topology topology() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("anything").to("anywhere");
    return builder.build();
  }

  private static Properties properties() {
    Properties properties = new Properties();
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "still");
    properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
    return properties;
  }
}
