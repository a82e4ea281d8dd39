package dev.uplink.benchmarks.aggregate;

import dev.uplink.benchmarks.process.Platform;
import dev.uplink.benchmarks.topology.Feed;
import dev.uplink.benchmarks.topology.StartedRuns;
import dev.uplink.schemas.avro.Decision;
import dev.uplink.schemas.avro.Provider;
import dev.uplink.schemas.avro.RunDelta;
import dev.uplink.schemas.avro.RunUpdate;
import dev.uplink.schemas.id.RunId;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A broker with decisions, each of a commit with ten runs, and the updates of these runs. */
final class Commits implements AutoCloseable {
  private static final String ACCOUNT = "bench";
  private static final String INTEGRATION = "bench-integration";
  private static final int REPOSITORIES = 100;
  private static final int RUNS = 10;

  private final Platform platform;
  private final Feed feed;
  private final List<List<String>> runs = new ArrayList<>();
  private long version;

  private Commits(Platform platform) {
    this.platform = platform;
    this.feed = new Feed(platform);
  }

  /** With so many commits, spread over the repositories. */
  static Commits open(int count) throws IOException {
    Commits commits = new Commits(Platform.start(ACCOUNT));
    for (int number = 0; number < count; number++) {
      commits.decide(number);
    }
    commits.feed.flush();
    return commits;
  }

  Platform platform() {
    return platform;
  }

  /** Of as many commits, the latest: one run of each in turn, then the next run of each. */
  void addUpdates(Updates updates, int count, int commits) {
    for (int number = 0; number < count; number++) {
      if (number % (commits * RUNS) == 0) {
        version++;
      }
      List<String> ofCommit = runs.get(runs.size() - 1 - number % commits);
      String run = ofCommit.get(number / commits % RUNS);
      RunUpdate update =
          RunUpdate.newBuilder()
              .setRunId(run)
              .setState(updates.state(version))
              .setStateVersion(version)
              .setUrl("https://runs.example.com/" + run)
              .setDelta(RunDelta.newBuilder().setAdded(1).setChanged(2).setDeleted(3).build())
              .setAt(Instant.now())
              .build();
      feed.send(Topics.RUN_UPDATES, run, update);
    }
    feed.flush();
  }

  private void decide(int number) {
    String repository = "repository-" + number % REPOSITORIES;
    String key = StartedRuns.key(ACCOUNT, Provider.BITBUCKET_CLOUD, repository);
    String commit = "0".repeat(32) + HexFormat.of().toHexDigits(number);
    Map<String, RunId> started = new LinkedHashMap<>();
    for (int target = 0; target < RUNS; target++) {
      String stack = "stack-%d-%d".formatted(number % REPOSITORIES, target);
      started.put(stack, StartedRuns.run(key, stack, commit));
    }
    runs.add(started.values().stream().map(RunId::value).toList());
    Decision decision =
        StartedRuns.decision(
            ACCOUNT, INTEGRATION, Provider.BITBUCKET_CLOUD, repository, commit, started);
    feed.send(Topics.DECISIONS, key, decision);
  }

  @Override
  public void close() throws IOException {
    feed.close();
    platform.close();
  }
}
