package dev.uplink.local.proxy;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BooleanSupplier;

/**
 * Leads connections to the instances that say they are ready, as what stands before ingress in
 * production does.
 */
public final class ReadyInstances implements TcpProxy.Target, AutoCloseable {
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** One slow answer is none: what production's probe takes for a no as well. */
  private static final int NOES = 2;

  /**
   * One of them.
   *
   * @param ready whether connections may come; asked again and again
   */
  public record Instance(int port, BooleanSupplier ready) {}

  private final List<Watched> instances;
  private final Duration patience;
  private volatile boolean closed;

  private static final class Watched {
    private final Instance instance;
    private volatile boolean ready;

    Watched(Instance instance) {
      this.instance = instance;
    }
  }

  /** Looks at once, at each by itself. */
  public ReadyInstances(List<Instance> instances) {
    this(instances, PATIENCE);
  }

  /**
   * As {@link #ReadyInstances(List)}.
   *
   * @param patience how long who comes waits for one that is ready
   */
  ReadyInstances(List<Instance> instances, Duration patience) {
    this.patience = patience;
    this.instances = instances.stream().map(Watched::new).toList();
    this.instances.forEach(watched -> Thread.startVirtualThread(() -> look(watched)));
  }

  /** Of any that is ready; waits a moment for one. */
  @Override
  public int port() throws IOException {
    long begin = System.nanoTime();
    while (System.nanoTime() - begin < patience.toNanos()) {
      List<Watched> ready = instances.stream().filter(watched -> watched.ready).toList();
      if (!ready.isEmpty()) {
        return ready.get(ThreadLocalRandom.current().nextInt(ready.size())).instance.port();
      }
      pause();
    }
    throw new ConnectException("nobody is ready");
  }

  @Override
  public void close() {
    closed = true;
  }

  private void look(Watched watched) {
    int noes = 0;
    while (!closed) {
      noes = watched.instance.ready().getAsBoolean() ? 0 : noes + 1;
      if (noes == 0) {
        watched.ready = true;
      } else if (noes >= NOES) {
        watched.ready = false;
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(BETWEEN_LOOKS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
