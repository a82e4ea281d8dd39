package dev.uplink.local.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.uplink.local.proxy.ReadyInstances.Instance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadyInstancesTest {
  private static final int MANY = 50;

  private final AtomicBoolean firstIsReady = new AtomicBoolean(true);
  private final AtomicBoolean secondIsReady = new AtomicBoolean(true);
  private final ReadyInstances instances =
      new ReadyInstances(
          List.of(new Instance(1, firstIsReady::get), new Instance(2, secondIsReady::get)));

  @AfterEach
  void close() {
    instances.close();
  }

  @Test
  void allThatAreReadyGetTheirShare() {
    await().until(this::ofMany, Set.of(1, 2)::equals);
  }

  @Test
  void whoIsNotReadyGetsNoMoreUntilItIsAgain() {
    firstIsReady.set(false);
    await().until(this::ofMany, Set.of(2)::equals);

    firstIsReady.set(true);
    await().until(this::ofMany, Set.of(1, 2)::equals);
  }

  @Test
  void whoComesWhenNobodyIsReadyWaitsAMoment() {
    Duration moment = Duration.ofMillis(500);
    try (ReadyInstances nobody =
        new ReadyInstances(List.of(new Instance(1, () -> false)), moment)) {
      long begin = System.nanoTime();

      assertThatThrownBy(nobody::port)
          .isInstanceOf(ConnectException.class)
          .hasMessage("nobody is ready");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(moment);
    }
  }

  private Set<Integer> ofMany() {
    Set<Integer> ports = new HashSet<>();
    try {
      for (int asked = 0; asked < MANY; asked++) {
        ports.add(instances.port());
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
