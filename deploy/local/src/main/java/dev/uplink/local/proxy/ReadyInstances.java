package dev.uplink.local.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Leads connections to the instances that say they are ready, in turn, as what stands before
 * ingress in production does.
 */
public final class ReadyInstances implements TcpProxy.Target, AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

  /**
   * One of them.
   *
   * @param ready whether connections may come; asked again and again
   */
  public record Instance(int port, BooleanSupplier ready) {}

  private final List<Instance> instances;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile List<Instance> ready = List.of();
  private volatile boolean closed;

  /** Looks at once. */
  public ReadyInstances(List<Instance> instances) {
    this.instances = List.copyOf(instances);
    Thread.startVirtualThread(this::look);
  }

  @Override
  public int port() throws IOException {
    List<Instance> now = ready;
    if (now.isEmpty()) {
      throw new ConnectException("nobody is ready");
    }
    return now.get(Math.floorMod(turn.getAndIncrement(), now.size())).port();
  }

  @Override
  public void close() {
    closed = true;
  }

  private void look() {
    try {
      while (!closed) {
        ready = instances.stream().filter(instance -> instance.ready().getAsBoolean()).toList();
        Thread.sleep(BETWEEN_LOOKS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
