package dev.uplink.e2e.kill;

import dev.uplink.local.proxy.TcpProxy;
import dev.uplink.local.sandbox.Fault;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The moment between Bitbucket's yes and our note of it: at the next posted status the notifier's
 * way to Kafka is held up first, then Bitbucket answers as usual.
 */
final class PostedStatus implements Fault {
  private final AtomicBoolean begun = new AtomicBoolean();
  private final CompletableFuture<String> answered = new CompletableFuture<>();
  private final TcpProxy wayToKafka;

  PostedStatus(TcpProxy wayToKafka) {
    this.wayToKafka = wayToKafka;
  }

  @Override
  public Optional<Instead> instead(String method, String path) {
    if (isStatus(method, path) && begun.compareAndSet(false, true)) {
      wayToKafka.requests().hold();
    }
    return Optional.empty();
  }

  @Override
  public void answered(String method, String path, int status) {
    if (isStatus(method, path) && begun.get() && status < 300) {
      answered.complete(path);
    }
  }

  /** The path of a status that Bitbucket has and Kafka knows nothing of. */
  CompletableFuture<String> path() {
    return answered;
  }

  private static boolean isStatus(String method, String path) {
    return method.equals("POST") && path.matches(".*/(statuses/build|builds)");
  }
}
