package dev.uplink.benchmarks.aggregate;

import dev.uplink.benchmarks.topology.Contender;
import dev.uplink.benchmarks.topology.PassThrough;
import dev.uplink.benchmarks.topology.Throughput;
import dev.uplink.benchmarks.topology.Track;
import dev.uplink.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** The program behind {@code deploy/benchmarks/aggregate}. */
public final class AggregateBenchmark {
  private final AggregatePlan plan;
  private final PrintStream out = System.out;

  private AggregateBenchmark(AggregatePlan plan) {
    this.plan = plan;
  }

  public static void main(String[] words) throws IOException, InterruptedException {
    AggregatePlan plan = AggregatePlan.parse(words);
    try (Commits few = Commits.open(plan.fewCommits());
        Commits many = Commits.open(plan.manyCommits())) {
      few.platform().createTopicLikeWebhooks(PassThrough.OUT);
      try (Track passing = track(few, Contender.UPDATES_PASSED_THROUGH);
          Track aggregating = track(few, Contender.NOTIFIER);
          Track amongMany = track(many, Contender.NOTIFIER)) {
        new AggregateBenchmark(plan).run(few, many, List.of(passing, aggregating, amongMany));
      }
    }
  }

  private void run(Commits few, Commits many, List<Track> tracks) throws InterruptedException {
    // Reads all decisions, so that what follows is about updates only.
    tracks.get(1).readAll(Topics.DECISIONS.name());
    tracks.get(2).readAll(Topics.DECISIONS.name());
    out.printf("%n%,d run updates, one thread, exactly once%n", plan.updates());
    for (Updates updates : Updates.values()) {
      measure(updates, few, many, tracks);
    }
  }

  private void measure(Updates updates, Commits few, Commits many, List<Track> tracks)
      throws InterruptedException {
    List<List<Throughput>> measured =
        List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    out.printf("%n%s%n", updates);
    for (int round = -plan.warmUps(); round < plan.pairs(); round++) {
      few.addUpdates(updates, plan.updates(), plan.fewCommits());
      many.addUpdates(updates, plan.updates(), plan.fewCommits());
      for (int each = 0; each < tracks.size(); each++) {
        Throughput throughput = tracks.get(each).goOn();
        out.printf(
            "  %-8s %-44s %s%n",
            round < 0 ? "warm-up" : "",
            tracks.get(each).contender() + (each == 2 ? " with many commits kept" : ""),
            throughput);
        if (round >= 0) {
          measured.get(each).add(throughput);
        }
      }
    }
    out.printf(
        "  updates/s, of the pass-through's: %s%n",
        Throughput.ratio(measured.get(1), measured.get(0), Throughput::perSecond));
    out.printf(
        "  processor time of an update, %,d commits kept against %,d: %s%n",
        plan.manyCommits(),
        plan.fewCommits(),
        Throughput.ratio(measured.get(2), measured.get(1), Throughput::cpuMicros));
    out.printf(
        "  updates/s, %,d commits kept against %,d: %s%n",
        plan.manyCommits(),
        plan.fewCommits(),
        Throughput.ratio(measured.get(2), measured.get(1), Throughput::perSecond));
  }

  private static Track track(Commits commits, Contender contender) {
    return new Track(commits.platform(), contender, Topics.RUN_UPDATES.name(), List.of());
  }
}
