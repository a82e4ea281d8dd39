package dev.uplink.benchmarks.latency;

import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.benchmarks.setup.Target;
import dev.uplink.local.PartName;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The program behind {@code deploy/benchmarks/latency}. */
public final class LatencyBenchmark {
  private static final String ROUND_TRIP_TOPIC = "bench.round-trip";
  private static final int TARGETS = 50;

  private final LatencyPlan plan;
  private final Platform platform;
  private final RoundTrip roundTrip;
  private final Webhooks webhooks;
  private final Updates updates;
  private final PrintStream out = System.out;

  private LatencyBenchmark(
      LatencyPlan plan, Platform platform, Webhooks webhooks, Updates updates) {
    this.plan = plan;
    this.platform = platform;
    this.roundTrip = new RoundTrip(platform.uplink().endpoints().kafka(), ROUND_TRIP_TOPIC);
    this.webhooks = webhooks;
    this.updates = updates;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    LatencyPlan plan = LatencyPlan.parse(words);
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (StatusReceiver bitbucket = new StatusReceiver();
        Platform platform = Platform.start("bench", bitbucket.api())) {
      platform.start(PartName.INGRESS, Map.of());
      platform.start(PartName.PROCESSOR, Map.of());
      platform.start(PartName.NOTIFIER, Map.of());
      platform.createTopicLikeWebhooks(ROUND_TRIP_TOPIC);
      String kafka = platform.uplink().endpoints().kafka();
      List<Target> targets =
          new ControlPlane(
                  http, platform.uplink().endpoints().api(), platform.uplink().adminToken())
              .targets(TARGETS);
      try (Webhooks webhooks = new Webhooks(http, targets, kafka, platform.uplink().serdes());
          Updates updates =
              new Updates(kafka, platform.uplink().serdes(), bitbucket, InstantSource.system())) {
        new LatencyBenchmark(plan, platform, webhooks, updates).run();
      }
    }
    // The HTTP client's threads would keep the process for a while.
    System.exit(0);
  }

  private void run() throws InterruptedException {
    webhooks.awaitTargets();
    warmUp(plan.warmUp());
    out.println("\nMilliseconds, p50 and p99, from when each event was due.");
    out.println("            bare produce, consume   webhook, command        update, status call");
    for (LatencyPlan.Stage stage : plan.stages()) {
      show("%,.0f a second".formatted(stage.rate()), stage);
    }
    out.printf("%nOne setting changed at a time, %,.0f a second:%n", middle().rate());
    for (Map<String, String> variation : plan.variations()) {
      platform.start(PartName.PROCESSOR, variation);
      platform.start(PartName.NOTIFIER, variation);
      webhooks.awaitTargets();
      warmUp(plan.warmUpAgain());
      show(variation.toString(), middle());
    }
  }

  private LatencyPlan.Stage middle() {
    return plan.stages().get(plan.stages().size() / 2);
  }

  private void warmUp(int events) throws InterruptedException {
    double rate = plan.stages().getLast().rate();
    var _ = roundTrip.measure(rate, (int) rate);
    var _ = webhooks.measure(rate, events);
    var _ = updates.measure(rate, webhooks.takeRuns());
  }

  private void show(String what, LatencyPlan.Stage stage) throws InterruptedException {
    List<Times> times = new ArrayList<>();
    times.add(roundTrip.measure(stage.rate(), stage.count()));
    times.add(webhooks.measure(stage.rate(), stage.count()));
    times.add(updates.measure(stage.rate(), webhooks.takeRuns()));
    out.printf("  %-34s %s   %s   %s%n", what, times.get(0), times.get(1), times.get(2));
  }
}
