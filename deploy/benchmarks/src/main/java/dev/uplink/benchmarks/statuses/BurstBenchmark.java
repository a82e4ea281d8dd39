package dev.uplink.benchmarks.statuses;

import dev.uplink.benchmarks.load.Pacer;
import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.setup.ControlPlane;
import dev.uplink.benchmarks.topology.Feed;
import dev.uplink.benchmarks.topology.StartedRuns;
import dev.uplink.local.PartName;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/** The program behind {@code deploy/benchmarks/burst}. */
public final class BurstBenchmark {
  private static final String ACCOUNT = "bench";
  private static final String REPOSITORY = "infrastructure";
  private static final int STACKS = 1_000;
  private static final List<String> STATES =
      List.of("PREPARING", "PLANNING", "PERFORMING", "APPLYING", "FINISHED");
  private static final Duration BURST = Duration.ofSeconds(10);
  private static final Duration ANSWER_AFTER = Duration.ofMillis(50);
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int ROUNDS = 4;

  private final PlayedBitbucket bitbucket;
  private final Feed feed;
  private final String integration;
  private final PrintStream out = System.out;

  private BurstBenchmark(PlayedBitbucket bitbucket, Feed feed, String integration) {
    this.bitbucket = bitbucket;
    this.feed = feed;
    this.integration = integration;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try (PlayedBitbucket bitbucket = new PlayedBitbucket(ANSWER_AFTER);
        Platform platform = Platform.start(ACCOUNT, bitbucket.cloudApi())) {
      platform.start(PartName.INGRESS, Map.of());
      platform.start(PartName.NOTIFIER, Map.of());
      String integration =
          new ControlPlane(
                  http, platform.uplink().endpoints().api(), platform.uplink().adminToken())
              .cloud("Burst", "AGGREGATED")
              .path("id")
              .asText();
      try (Feed feed = new Feed(platform)) {
        new BurstBenchmark(bitbucket, feed, integration).run();
      }
    }
    // The HTTP client's threads would keep the process for a while.
    System.exit(0);
  }

  private void run() throws InterruptedException {
    out.printf(
        "%nA commit with %,d stacks, %d updates each in %d s, answers after %d ms, AGGREGATED%n",
        STACKS, STATES.size(), BURST.toSeconds(), ANSWER_AFTER.toMillis());
    for (int round = 0; round < ROUNDS; round++) {
      boolean warmUp = round == 0;
      boolean inStep = round % 2 == 1;
      out.printf(
          "  %-8s %-28s %s%n",
          warmUp ? "warm-up" : "",
          inStep ? "all stacks in step" : "stacks one after the other",
          burst(round, inStep));
    }
  }

  /** In step, all stacks reach each state before one reaches the next. */
  private Burst burst(int round, boolean inStep) throws InterruptedException {
    String commit = "%040x".formatted(round + 1);
    String key = StartedRuns.key(ACCOUNT, Provider.BITBUCKET_CLOUD, REPOSITORY);
    Map<String, RunId> runs = new LinkedHashMap<>();
    IntStream.range(0, STACKS)
        .mapToObj(number -> "stack-" + HexFormat.of().toHexDigits((short) number))
        .forEach(stack -> runs.put(stack, StartedRuns.run(key, stack, commit)));
    Queue<PlayedBitbucket.Call> calls = new ConcurrentLinkedQueue<>();
    bitbucket.tell(
        call -> {
          if (call.path().contains(commit)) {
            calls.add(call);
          }
        });
    feed.send(
        Topics.DECISIONS,
        key,
        StartedRuns.decision(
            ACCOUNT, integration, Provider.BITBUCKET_CLOUD, REPOSITORY, commit, runs));
    feed.flush();
    awaitCall(calls, "spacelift/tracked: 1000 in progress");
    int before = calls.size();
    List<String> ids =
        runs.values().stream().map(RunId::value).collect(java.util.stream.Collectors.toList());
    Collections.shuffle(ids, new Random(round));
    new Pacer(STACKS * STATES.size() / (double) BURST.toSeconds())
        .run(
            STACKS * STATES.size(),
            (number, due) -> {
              int stack = inStep ? number % STACKS : number / STATES.size();
              int step = inStep ? number / STACKS : number % STATES.size();
              feed.send(Topics.RUN_UPDATES, ids.get(stack), update(ids.get(stack), step));
            });
    feed.flush();
    long last = System.nanoTime();
    long shown = awaitCall(calls, "spacelift/tracked: 1000 succeeded");
    return new Burst(calls.size() - before, (shown - last) / 1e6);
  }

  private static RunUpdate update(String run, int step) {
    return RunUpdate.newBuilder()
        .setRunId(run)
        .setState(STATES.get(step))
        .setStateVersion(step + 1)
        .setAt(Instant.now())
        .build();
  }

  private static long awaitCall(Queue<PlayedBitbucket.Call> calls, String name)
      throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < deadline) {
      for (PlayedBitbucket.Call call : calls) {
        if (call.name().equals(name)) {
          return call.nanos();
        }
      }
      Thread.sleep(Duration.ofMillis(2));
    }
    throw new IllegalStateException("Bitbucket was never told " + name + ", but " + calls);
  }

  /**
   * @param calls after the first three
   * @param lateMillis from the last update to the answer of the call that shows it
   */
  private record Burst(int calls, double lateMillis) {
    @Override
    public String toString() {
      return "%,4d calls, the last answered %,.0f ms after the last update"
          .formatted(calls, lateMillis);
    }
  }
}
