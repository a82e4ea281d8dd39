package dev.uplink.benchmarks.statuses;

import dev.uplink.benchmarks.Ratio;
import dev.uplink.benchmarks.load.Pacer;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.benchmarks.topology.Feed;
import dev.uplink.benchmarks.topology.StartedRuns;
import dev.uplink.local.PartName;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The program behind {@code deploy/benchmarks/hang}. */
public final class HangBenchmark {
  private static final String ACCOUNT = "bench";
  private static final int INTEGRATIONS = 50;
  private static final double RATE = 100;
  private static final Duration ROUND = Duration.ofSeconds(20);
  private static final Duration ANSWER_AFTER = Duration.ofMillis(20);
  private static final int PAIRS = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final PlayedBitbucket bitbucket;
  private final Feed feed;
  private final List<String> integrations;
  private final PrintStream out = System.out;
  private long commits;

  private HangBenchmark(PlayedBitbucket bitbucket, Feed feed, List<String> integrations) {
    this.bitbucket = bitbucket;
    this.feed = feed;
    this.integrations = integrations;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (PlayedBitbucket bitbucket = new PlayedBitbucket(ANSWER_AFTER);
        Platform platform = Platform.start(ACCOUNT)) {
      platform.start(PartName.INGRESS, Map.of());
      platform.start(PartName.NOTIFIER, Map.of());
      ControlPlane control =
          new ControlPlane(
              http, platform.uplink().endpoints().api(), platform.uplink().adminToken());
      List<String> integrations = new ArrayList<>();
      for (int number = 0; number < INTEGRATIONS; number++) {
        integrations.add(
            control
                .dataCenter("Host " + number, "AGGREGATED", bitbucket.host(number + 1))
                .path("id")
                .asText());
      }
      try (Feed feed = new Feed(platform)) {
        new HangBenchmark(bitbucket, feed, integrations).run();
      }
    }
    // The HTTP client's threads would keep the process for a while.
    System.exit(0);
  }

  private void run() throws InterruptedException {
    out.printf(
        "%n%d integrations on hosts of their own, %.0f commits a second, one host that hangs or"
            + " not%n",
        INTEGRATIONS, RATE);
    List<Double> p50 = new ArrayList<>();
    List<Double> p99 = new ArrayList<>();
    List<Double> p50Hanging = new ArrayList<>();
    List<Double> p99Hanging = new ArrayList<>();
    show("warm-up", measure(false));
    show("warm-up", measure(false));
    for (int pair = 0; pair < PAIRS; pair++) {
      Histogram all = measure(false);
      show("all answer", all);
      p50.add(all.getValueAtPercentile(50) / 1e3);
      p99.add(all.getValueAtPercentile(99) / 1e3);
      Histogram others = measure(true);
      show("one hangs", others);
      p50Hanging.add(others.getValueAtPercentile(50) / 1e3);
      p99Hanging.add(others.getValueAtPercentile(99) / 1e3);
    }
    out.printf(
        "  the others' time with one that hangs, of that without: p50 %s, p99 %s%n",
        Ratio.of(p50Hanging, p50), Ratio.of(p99Hanging, p99));
  }

  /** From a decision to the answered call that first shows it, of all hosts but the first. */
  private Histogram measure(boolean hangs) throws InterruptedException {
    Map<String, Long> due = new ConcurrentHashMap<>();
    Histogram micros = new Histogram(3);
    bitbucket.tell(
        call -> {
          @Nullable Long begun =
              due.remove(call.path().replaceAll(".*/commits/([0-9a-f]{40})/.*", "$1"));
          if (begun != null) {
            synchronized (micros) {
              micros.recordValue((call.nanos() - begun) / 1_000);
            }
          }
        });
    bitbucket.hang(hangs ? bitbucket.host(1).getAuthority() : "");
    new Pacer(RATE)
        .run(
            (int) (RATE * ROUND.toSeconds()),
            (number, at) -> {
              int which = number % INTEGRATIONS;
              String commit = "%040x".formatted(++commits);
              if (which > 0) {
                due.put(commit, at);
              }
              decide(which, commit);
            });
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!due.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(Duration.ofMillis(5));
    }
    if (!due.isEmpty()) {
      out.printf("  NOT VALID: of %d commits nothing was told%n", due.size());
    }
    bitbucket.hang("");
    return micros;
  }

  private void decide(int integration, String commit) {
    String repository = "repository-" + integration;
    String key = StartedRuns.key(ACCOUNT, Provider.BITBUCKET_DATACENTER, repository);
    feed.send(
        Topics.DECISIONS,
        key,
        StartedRuns.decision(
            ACCOUNT,
            integrations.get(integration),
            Provider.BITBUCKET_DATACENTER,
            repository,
            commit,
            Map.of("stack", StartedRuns.run(key, "stack", commit))));
  }

  private void show(String what, Histogram micros) {
    out.printf(
        "  %-12s p50 %,6.0f ms   p99 %,6.0f ms   %,d commits%n",
        what,
        micros.getValueAtPercentile(50) / 1e3,
        micros.getValueAtPercentile(99) / 1e3,
        micros.getTotalCount());
  }
}
