package dev.uplink.local.proxy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.uplink.local.proxy.ReadyInstances.Instance;
import java.io.IOException;
import java.net.ConnectException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadyInstancesTest {
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
  void thoseThatAreReadyTakeTurns() {
    await().until(this::ofTwo, Set.of(1, 2)::equals);
  }

  @Test
  void whoIsNotReadyGetsNoMoreUntilItIsAgain() {
    firstIsReady.set(false);
    await().until(this::ofTwo, Set.of(2)::equals);

    firstIsReady.set(true);
    await().until(this::ofTwo, Set.of(1, 2)::equals);
  }

  @Test
  void thereMayBeNobody() {
    firstIsReady.set(false);
    secondIsReady.set(false);
    await().until(this::ofTwo, Set::isEmpty);

    assertThatThrownBy(instances::port)
        .isInstanceOf(ConnectException.class)
        .hasMessage("nobody is ready");
  }

  private Set<Integer> ofTwo() {
    Set<Integer> ports = new HashSet<>();
    try {
      ports.add(instances.port());
      ports.add(instances.port());
    } catch (IOException nobody) {
      ports.clear();
    }
    return ports;
  }
}
